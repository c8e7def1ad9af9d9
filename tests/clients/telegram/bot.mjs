// A small bot on the real client, to judge the fake Bot API server: node bot.mjs polling|webhook
// Environment: BOT_API (the server's address), BOT_TOKEN. Prints "ready" and then one line per thing worth telling. Ends on SIGTERM.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { Bot, GrammyError, InlineKeyboard, InputFile, session, webhookCallback } from "grammy";

const { BOT_API: apiRoot, BOT_TOKEN: token } = process.env;
const mode = process.argv[2];
const bot = new Bot(token, { client: { apiRoot } });
const say = (...words) => console.log(words.join(" "));

// A refusal with retry_after is waited out, once; grammY itself never repeats a call.
bot.api.config.use(async (previous, method, payload, signal) => {
  const answer = await previous(method, payload, signal);
  if (answer.ok || answer.error_code !== 429) return answer;
  say("flood", method, answer.parameters.retry_after);
  await new Promise((go) => setTimeout(go, answer.parameters.retry_after * 1000));
  return previous(method, payload, signal);
});
bot.use(session({ initial: () => ({ presses: 0 }) }));

bot.command("mulai", (ctx) =>
  ctx.reply(`<b>Halo ${ctx.from.first_name}</b> [${ctx.match}] &amp; selamat datang`, {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("Ya", "jawab:ya").text("Tidak", "jawab:tidak").row().url("Bantuan", "https://example.org/"),
  }));
bot.command("tebal", (ctx) => ctx.reply("*Tebal* dan _miring_\\!", { parse_mode: "MarkdownV2" }));
bot.command("rusak", (ctx) => ctx.reply("<b>tidak ditutup", { parse_mode: "HTML" }));
bot.command("berkas", (ctx) => ctx.replyWithDocument(new InputFile(Buffer.from("isi berkas"), "laporan.txt"), { caption: "Laporan" }));
bot.command("kepada", async (ctx) => {
  try {
    await ctx.api.sendMessage(Number(ctx.match), "Kabar");
    await ctx.reply("terkirim");
  } catch (refused) {
    if (!(refused instanceof GrammyError)) throw refused;
    await ctx.reply(`${refused.error_code} ${refused.description}`);
  }
});
bot.callbackQuery(/^jawab:(.+)$/, async (ctx) => {
  ctx.session.presses++;
  await ctx.answerCallbackQuery({ text: "Tercatat" });
  await ctx.editMessageText(`Jawaban: ${ctx.match[1]} (${ctx.session.presses})`, { reply_markup: new InlineKeyboard().text("Ganti", "jawab:ganti") });
});
bot.on("message:photo", async (ctx) => {
  const file = await ctx.getFile();
  const bytes = Buffer.from(await (await fetch(`${apiRoot}/file/bot${token}/${file.file_path}`)).arrayBuffer());
  await ctx.reply(`foto ${bytes.length} ${createHash("sha256").update(bytes).digest("hex")}`, { reply_parameters: { message_id: ctx.msg.message_id } });
  await ctx.replyWithPhoto(ctx.msg.photo.at(-1).file_id, { caption: "ini fotonya" });
});
bot.on("edited_message:text", (ctx) => ctx.reply(`diubah: ${ctx.editedMessage.text}`));
bot.on("my_chat_member", (ctx) => say("member", ctx.myChatMember.new_chat_member.status));
bot.on("message:location", (ctx) => ctx.reply(`lokasi ${ctx.message.location.latitude}`));
bot.on("message:text", async (ctx) => {
  await ctx.replyWithChatAction("typing");
  await ctx.reply(`gema: ${ctx.message.text}`);
});
bot.catch((failure) => say("failed", failure.error instanceof GrammyError ? `${failure.error.error_code} ${failure.error.description}` : failure.error));

await bot.api.setMyCommands([{ command: "mulai", description: "Mulai" }]);
await bot.api.setMyCommands([{ command: "mulai", description: "Start" }], { language_code: "en" });
if (mode === "webhook") {
  await bot.init();
  const server = createServer(webhookCallback(bot, "http", { secretToken: "rahasia-1" }));
  await new Promise((go) => server.listen(0, "127.0.0.1", go));
  await bot.api.setWebhook(`http://127.0.0.1:${server.address().port}/hook`, { secret_token: "rahasia-1", max_connections: 5 });
  process.once("SIGTERM", () => { server.close(); server.closeAllConnections(); });
  say("ready");
} else {
  process.once("SIGTERM", () => bot.stop());
  await bot.start({ timeout: 20, onStart: () => say("ready") });
  say("stopped");
}
