/** Longest side of a picture that is still read comfortably as evidence. */
const sides = [3000, 2400, 1800, 1400] as const
const qualities = [0.85, 0.7, 0.55] as const

/**
 * A picture small enough for the limit, as JPEG; undefined when it cannot be read or made that
 * small. Words on a certificate stay readable: resolution goes last.
 */
export async function shrinkPicture(file: Blob, maxBytes: number): Promise<Blob | undefined> {
  if (typeof createImageBitmap !== 'function') return undefined
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (!picture) return undefined
  try {
    for (const side of sides) {
      const canvas = drawn(picture, side)
      for (const quality of qualities) {
        const smaller = await encoded(canvas, quality)
        if (smaller && smaller.size <= maxBytes) return smaller
      }
    }
    return undefined
  } finally {
    picture.close()
  }
}

function drawn(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  const pen = canvas.getContext('2d')
  if (pen) {
    // JPEG has no transparency: without paper a scanned PNG turns black.
    pen.fillStyle = '#ffffff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  }
  return canvas
}

const encoded = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality))
