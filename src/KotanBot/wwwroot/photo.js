// A phone's photo is ten times larger than anybody needs here.

const LONG_EDGE = 1280;
const SMALL = 150000;

/** A JPEG of at most 150 KB, upright and without what the camera wrote beside it, in Base64. Fails with what this browser cannot read. */
export async function shrink(file) {
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  await picture.decode().finally(() => URL.revokeObjectURL(picture.src));
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  let scale = Math.min(1, LONG_EDGE / Math.max(picture.naturalWidth, picture.naturalHeight));
  for (let quality = .8; ; quality -= .15) {
    if (quality < .4) {
      scale *= .75;
      quality = .65;
    }
    const width = canvas.width = picture.naturalWidth * scale;
    const height = canvas.height = picture.naturalHeight * scale;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, width, height);
    pen.drawImage(picture, 0, 0, width, height);
    const small = canvas.toDataURL('image/jpeg', quality).split(',')[1];
    // Without memory for a canvas there is nothing to see.
    if (!small) throw new Error('no canvas');
    if (small.length * .75 < SMALL) return small;
  }
}
