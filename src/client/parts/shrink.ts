// Makes a photo small on the phone, upright, and without what the camera wrote into the file, since a
// drawing carries no metadata.
export type Small = Readonly<{ edges: readonly number[]; maxBytes: number }>

/** A photo of a report: enough to read a street sign at ten metres. */
const REPORT: Small = { edges: [1280, 1024, 800, 640], maxBytes: 90_000 }
const QUALITIES = [0.8, 0.65, 0.5, 0.4]

/** @returns undefined when the browser cannot read the file as a picture */
export async function shrink(
  file: Blob,
  { edges, maxBytes }: Small = REPORT,
): Promise<Blob | undefined> {
  const picture = await decode(file).catch(() => undefined)
  if (picture === undefined) return undefined
  let smallest: Blob | undefined
  for (const edge of edges) {
    const canvas = draw(picture, edge)
    for (const quality of QUALITIES) {
      const made = await encode(canvas, quality)
      if (made === null) return undefined
      if (smallest === undefined || made.size < smallest.size) smallest = made
      if (made.size <= maxBytes) return made
    }
  }
  return smallest
}

type Picture = ImageBitmap | HTMLImageElement

async function decode(file: Blob): Promise<Picture> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    // Older browsers: an image element turns the picture upright by itself.
    return await new Promise((resolve, reject) => {
      const image = new Image()
      image.onload = () => resolve(image)
      image.onerror = reject
      image.src = URL.createObjectURL(file)
    })
  }
}

function draw(picture: Picture, edge: number): HTMLCanvasElement {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const paper = canvas.getContext('2d')
  if (paper !== null) {
    paper.fillStyle = '#fff'
    paper.fillRect(0, 0, canvas.width, canvas.height)
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height)
  }
  return canvas
}

function encode(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}
