import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { addDays, type Tanggal } from '../kernel/date.ts'
import { packageRoot } from '../package-root.ts'
import type { Applicant } from './demo-applicants.ts'
import type { Dice } from './dice.ts'

const Texts = z.union([z.string(), z.array(z.string())])

const RecipeSchema = z.strictObject({
  kode: z.string(),
  /** Villages whose people apply for it; anybody when left out. */
  desa: z.array(z.string()).optional(),
  kawin: z.boolean().optional(),
  /** What is typed; of several texts one is drawn. */
  isian: z.record(z.string(), Texts),
  /** Kinds of the vault by document of the service. */
  berkas: z.record(z.string(), z.string()),
  /** What officers type at their steps. */
  langkah: z.record(z.string(), z.string()).default({}),
  pendapat: z.string().default('Sesuai dengan ketentuan, tidak ada keberatan dari kami.'),
  /** What is asked to be mended: kind, id, note. */
  perbaikan: z.tuple([z.enum(['isian', 'berkas']), z.string(), z.string()]),
  /** How many applications take which road. */
  jalan: z.record(z.string(), z.number()),
})

/** A service of the demo's history: how its form is filled in, and how its applications fare. */
export type Recipe = z.infer<typeof RecipeSchema>

export async function readRecipes(): Promise<readonly Recipe[]> {
  const path = join(packageRoot, 'data/demo/permohonan.json')
  return z.array(RecipeSchema).parse(JSON.parse(await readFile(path, 'utf8')))
}

type Filling = Readonly<{ applicant: Applicant; today: Tanggal; dice: Dice }>

/** Fill in what a recipe leaves open: {hari:-4} is a date, {nama} and the like come from the applicant. */
export function fillIn(
  texts: Readonly<Record<string, string | readonly string[]>>,
  filling: Filling,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([id, text]) => [
      id,
      fillText(typeof text === 'string' ? text : filling.dice.pick(text), filling),
    ]),
  )
}

function fillText(text: string, { applicant, today, dice }: Filling): string {
  return text.replace(/\{(\w{1,12})(?::(-?\d{1,4}))?\}/g, (whole, name: string, days?: string) => {
    if (name === 'hari') return addDays(today, Number(days))
    if (name === 'angka') return String(10_000_000 + dice.below(89_999_999))
    if (name === 'desa') return applicant.desaKode
    const found: unknown = applicant[name as keyof Applicant]
    return typeof found === 'string' ? found : whole
  })
}
