// What the page itself says. It speaks the language of the conversation, Indonesian until it is told otherwise.

import { queue } from './queue.js';

const words = {
  id: {
    ready: 'Siap', connecting: 'Menyambung…', online: 'Terhubung',
    get offline() { return 'Tidak ada sinyal' + (queue.length ? ` – ${queue.length} jawaban disimpan` : ''); },
    down: 'KotanBot belum bisa dihubungi. Kami coba terus.',
    label: 'Tulis jawaban', send: 'Kirim', choices: 'Pilihan jawaban', log: 'Percakapan', photo: 'Foto', place: 'Lokasi', help: '? Penjelasan',
    bot: 'KotanBot', me: 'Anda', sending: 'Mengirim…', waiting: 'Disimpan di HP ini. Terkirim sendiri nanti.', failed: 'Belum terkirim. ',
    gone: 'Pesan ini tidak disimpan.', ended: 'Obrolan tadi sudah berakhir. Ini obrolan baru.', over: 'Obrolan selesai', again: 'Mulai lagi',
    changed: 'Pertanyaannya sudah berubah. Silakan jawab lagi.', unplaced: 'Lokasi tidak terbaca. Nyalakan lokasi di HP lalu coba lagi, atau tekan Lewati.',
    unseen: 'Foto ini tidak bisa dibaca di HP ini. Pilih foto lain, atau ketik lewati.', used: 'Data terpakai',
    spent: (now, month) => `Data terpakai: ${now} sejak halaman dibuka, ${month} bulan ini. Ini perkiraan.`,
    together: 'Kirim pilihan',
  },
  en: {
    ready: 'Ready', connecting: 'Connecting…', online: 'Connected',
    get offline() { return 'No signal' + (queue.length ? ` – ${queue.length} answers kept` : ''); },
    down: 'KotanBot cannot be reached. We keep trying.',
    label: 'Write an answer', send: 'Send', choices: 'Answers', log: 'Conversation', photo: 'Photo', place: 'Location', help: '? Explanation',
    bot: 'KotanBot', me: 'You', sending: 'Sending…', waiting: 'Kept on this phone. It will be sent later.', failed: 'Not sent. ',
    gone: 'This message was not kept.', ended: 'That conversation has ended. This is a new one.', over: 'The conversation is over', again: 'Start again',
    changed: 'The question has changed. Please answer again.', unplaced: 'The location could not be read. Turn it on and try again, or press Skip.',
    unseen: 'This photo cannot be read here. Choose another, or type skip.', used: 'Data used',
    spent: (now, month) => `Data used: ${now} since this page was opened, ${month} this month. This is an estimate.`,
    together: 'Send choices',
  },
};

export let T = words.id;

/** Tells whether there is anything to change. */
export function use(language) {
  const old = T;
  T = words[language] || T;
  return T !== old;
}
