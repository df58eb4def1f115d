/**
 * Traces that an editor or an image generator leaves in a file. Absence proves nothing: a screenshot or a
 * messenger removes them all.
 */

export type EditMark = Readonly<{
  kind: 'program-penyunting' | 'program-pembuat' | 'dibuat-model' | 'disunting-di-ponsel'
  /** What was found, for the officer who looks at the case. */
  found: string
}>

/** Names of programs that change what a picture shows, in lower case. Camera apps are not among them. */
const EDITORS: readonly string[] = [
  'photoshop',
  'lightroom',
  'gimp',
  'snapseed',
  'picsart',
  'canva',
  'meitu',
  'faceapp',
  'facetune',
  'remini',
  'pixlr',
  'photopea',
  'affinity',
  'paint.net',
  'krita',
  'inkscape',
  'photoroom',
  'b612',
  'beautyplus',
  'lensa',
  'polarr',
  'vsco',
  'youcam',
  'fotor',
  'capcut',
]

const GENERATORS: readonly string[] = [
  'midjourney',
  'dall-e',
  'dall·e',
  'openai',
  'chatgpt',
  'stable diffusion',
  'comfyui',
  'firefly',
  'gemini',
  'novelai',
  'automatic1111',
  'invokeai',
  'leonardo.ai',
  'flux.1',
  'grok',
]

/**
 * Marks inside the bytes. The first is the IPTC term for pictures made or completed by a trained model,
 * written into XMP and Content Credentials alike; the others are left by a phone's own object eraser and
 * by generators that keep their settings in PNG text.
 */
const BYTE_MARKS: readonly (readonly [text: string, kind: EditMark['kind']])[] = [
  ['trainedAlgorithmicMedia', 'dibuat-model'],
  ['compositeWithTrainedAlgorithmicMedia', 'dibuat-model'],
  ['PhotoEditor_Re_Edit_Data', 'disunting-di-ponsel'],
  ['tEXtparameters\0', 'dibuat-model'],
  ['tEXtworkflow\0', 'dibuat-model'],
]

const CREATOR_TOOL = /CreatorTool(?:>|=")([^<"]{1,100})/

export function findEditMarks(
  bytes: Uint8Array,
  named: Readonly<{ software?: string | undefined; xmp?: string | undefined }>,
): readonly EditMark[] {
  const creatorTool = CREATOR_TOOL.exec(named.xmp ?? '')?.[1]
  const programs = [named.software, creatorTool].flatMap((name) => nameProgram(name))
  return [...programs, ...findByteMarks(bytes)]
}

function nameProgram(name: string | undefined): readonly EditMark[] {
  if (name === undefined) return []
  const lower = name.toLowerCase()
  if (GENERATORS.some((generator) => lower.includes(generator))) {
    return [{ kind: 'program-pembuat', found: name }]
  }
  const isEditor = EDITORS.some((editor) => lower.includes(editor))
  return isEditor ? [{ kind: 'program-penyunting', found: name }] : []
}

function findByteMarks(bytes: Uint8Array): readonly EditMark[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return BYTE_MARKS.filter(([text]) => view.includes(text, 0, 'latin1')).map(([text, kind]) => ({
    kind,
    found: text.replace('\0', ''),
  }))
}
