import { z } from 'zod'
import { parseTanggal } from '../../../kernel/date.ts'
import type { OutsideCall } from '../../../platform/outside/index.ts'
import type { Penduduk } from '../domain/register.ts'

/** What the population register said to one NIK. */
export type DukcapilSaid =
  | Readonly<{ kind: 'ditemukan'; person: Penduduk }>
  | Readonly<{ kind: 'tidak-ditemukan' }>
  | Readonly<{ kind: 'kuota-habis' }>

const text = z.string().max(300)
const number = z.coerce.number().int().min(0).max(9_999)

const Columns = z.object({
  NIK: z.string().regex(/^\d{16}$/),
  NO_KK: z.coerce.string().regex(/^\d{16}$/),
  NAMA_LGKP: text.min(1),
  JENIS_KLMIN: text,
  TMPT_LHR: text,
  TGL_LHR: z.string().max(40),
  STATUS_KAWIN: text,
  AGAMA: text,
  JENIS_PKRJN: text,
  ALAMAT: text,
  NO_RT: number,
  NO_RW: number,
  NO_PROP: number,
  NO_KAB: number,
  NO_KEC: number,
  NO_KEL: number,
})
type Columns = z.infer<typeof Columns>

/** "Not found" and "used up" come as words of an answer that is otherwise well. */
const Said = z.object({ RESPON: text })

/** A date that does not exist is an answer nobody can use, like a missing column. */
const Person = Columns.transform((columns, context): DukcapilSaid => {
  const lahir = readDate(columns.TGL_LHR)
  const kelamin = /^p/i.test(columns.JENIS_KLMIN.trim()) ? 'perempuan' : 'laki-laki'
  if (lahir === undefined) {
    context.addIssue({ code: 'custom', message: 'no date', path: ['TGL_LHR'] })
    return z.NEVER
  }
  return { kind: 'ditemukan', person: toPenduduk(columns, { lahir, kelamin }) }
})

const Answer = z
  .object({ content: z.array(z.union([Person, Said])).length(1) })
  .transform(({ content: [only] }, context): DukcapilSaid => {
    if (only !== undefined && 'kind' in only) return only
    const words = only?.RESPON ?? ''
    if (/tidak ditemukan/i.test(words)) return { kind: 'tidak-ditemukan' }
    if (/kuota/i.test(words)) return { kind: 'kuota-habis' }
    context.addIssue({ code: 'custom', message: 'unknown words', path: ['RESPON'] })
    return z.NEVER
  })

export type DukcapilKeys = Readonly<{ user: string; password: string }>

/**
 * One call by NIK. The NIK travels in the body, never in the address. The shape is what programs that use
 * the register read; its documents are not public.
 */
export function askByNik(nik: string, { user, password }: DukcapilKeys): OutsideCall<DukcapilSaid> {
  return {
    name: 'nik',
    method: 'POST',
    path: '/CALL_NIK',
    body: { NIK: nik, user_id: user, password },
    isRepeatable: true,
    answers: { 200: Answer },
  }
}

const KAWIN: readonly (readonly [RegExp, string])[] = [
  [/^belum/i, 'belum_kawin'],
  [/cerai hidup/i, 'cerai_hidup'],
  [/cerai mati/i, 'cerai_mati'],
  [/^kawin/i, 'kawin'],
]

function toPenduduk(
  columns: Columns,
  { lahir, kelamin }: Readonly<{ lahir: string; kelamin: string }>,
): Penduduk {
  const { NO_PROP, NO_KAB, NO_KEC, NO_KEL } = columns
  const [prop, kab, kec] = [NO_PROP, NO_KAB, NO_KEC].map((part) => String(part).padStart(2, '0'))
  return {
    nik: columns.NIK,
    nkk: columns.NO_KK,
    nama: columns.NAMA_LGKP.trim(),
    tempatLahir: columns.TMPT_LHR.trim(),
    lahir,
    kelamin,
    kawin: KAWIN.find(([pattern]) => pattern.test(columns.STATUS_KAWIN.trim()))?.[1] ?? '',
    alamat: columns.ALAMAT.trim(),
    rt: String(columns.NO_RT).padStart(3, '0'),
    rw: String(columns.NO_RW).padStart(3, '0'),
    desaKode: [prop, kab, kec, String(NO_KEL).padStart(4, '0')].join('.'),
    agama: columns.AGAMA.trim(),
    pekerjaan: columns.JENIS_PKRJN.trim(),
  }
}

/** Year first, or day first; a time behind it is left out. */
function readDate(written: string): string | undefined {
  const [date = ''] = written.trim().split(/[ T]/)
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []
  const parsed = parseTanggal(
    year === undefined ? date.replaceAll('-', '/') : `${day}/${month}/${year}`,
  )
  return parsed.ok ? parsed.value : undefined
}
