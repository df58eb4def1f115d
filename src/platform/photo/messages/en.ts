import type { PhotoRefusalCode } from './id.ts'

export const photoRefusals: Readonly<Record<PhotoRefusalCode, string>> = {
  FOTO_KOSONG: 'The photo file is empty (0 bytes). Choose the photo again and send it.',
  FOTO_TERLALU_BESAR:
    'The photo is larger than 12 MB. Shrink it or take it again at a lower resolution.',
  FOTO_TERLALU_BANYAK_PIKSEL:
    'The picture has more than 40 megapixels (24 for WebP, progressive JPEG and interlaced PNG). ' +
    'Shrink it, then send it again.',
  FOTO_TERLALU_KECIL: 'The picture is smaller than 16 pixels. Choose another photo.',
  FOTO_BUKAN_GAMBAR:
    'This file is not a picture, whatever its name says. Choose a JPEG, PNG or WebP photo.',
  FOTO_JENIS_TIDAK_DITERIMA:
    'This kind of picture is not accepted. Choose a JPEG, PNG or WebP photo.',
  FOTO_HEIC:
    'HEIC and AVIF photos cannot be read yet. Send a JPEG; on an iPhone choose Settings, Camera, ' +
    'Formats, then Most Compatible.',
  FOTO_VIDEO: 'This file is a video. Send only the photo, as JPEG, PNG or WebP.',
  FOTO_BERGERAK: 'Moving pictures are not accepted. Choose one still photo.',
  FOTO_BERISI_BERKAS_LAIN:
    'Another file or code is hidden inside this photo. Take it again straight from the camera.',
  FOTO_BERBAHAYA: 'This file is known as a virus sample and was not stored.',
  FOTO_RUSAK: 'The photo is damaged or cut off and cannot be opened. Choose or take it again.',
  FOTO_TERLALU_LAMA: 'This photo is too heavy to process. Shrink it, then send it again.',
  FOTO_ANTREAN_PENUH:
    'Many photos are being processed. Yours was not sent; wait a minute, then send it again.',
  FOTO_KOTAK_TIDAK_SAH:
    'Cover boxes must lie inside the photo, 1 to 40 boxes. Draw the boxes again.',
}
