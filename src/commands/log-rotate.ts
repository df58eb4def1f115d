import { readFileSync } from 'node:fs'
import type { Command } from '../command.ts'
import type { Installation } from '../installation.ts'
import type { Actor } from '../kernel/actor.ts'
import {
  OVERLAP_DAYS,
  OVERLAP_DAYS_MAX,
  parseToken,
  type Rotated,
  type RotationOrder,
  type RotationRefusal,
  rotateKey,
  type Token,
} from '../modules/public-log/index.ts'
import { readArguments, withInstallation, wrongUsage } from './with-installation.ts'

const ACTOR: Actor = { kind: 'system', name: 'pendopo log rotate' }
const FLAGS = ['overlap-days', 'pkcs11', 'paksa']

export const command: Command = {
  summary:
    'Mengganti kunci log publik: yang baru langsung menandatangani, yang lama menyusul berhenti',
  usage: `pendopo log rotate [--overlap-days ${OVERLAP_DAYS}] [--pkcs11 <keterangan.json>] [--paksa]

  --overlap-days  berapa hari kunci lama masih ikut menandatangani, 1 sampai ${OVERLAP_DAYS_MAX}
  --pkcs11        kunci baru ada dalam token: {"module", "tokenLabel", "id", "pinFile"}; PIN dari
                  pinFile atau LOG_PIN. Tanpa ini kunci dibuat di DATA_DIR/log-kunci
  --paksa         walau penggantian sebelumnya belum selesai; dengan --overlap-days 0 kunci lama
                  berhenti saat ini juga, untuk kunci yang hilang atau dicuri

Penggantian dicatat dalam log itu sendiri. Program boleh tetap menyala.`,
  run: async (args) => {
    const { words, flags } = readArguments(args, ['overlap-days', 'pkcs11'])
    const bad = Object.keys(flags).find((name) => !FLAGS.includes(name))
    if (bad !== undefined) return wrongUsage(`Pilihan --${bad} tidak dikenal.`)
    if (words.length > 0) return wrongUsage(command.usage)
    const days = flags['overlap-days'] ?? String(OVERLAP_DAYS)
    if (days === true || !/^\d{1,3}$/.test(days))
      return wrongUsage('--overlap-days harus bilangan hari, misalnya 30.')
    const file = flags.pkcs11
    if (file === true) return wrongUsage('--pkcs11 perlu nama berkas keterangan token.')
    const order = { overlapDays: Number(days), isForced: flags.paksa !== undefined }
    const token = file === undefined ? undefined : parseToken(readFileSync(file, 'utf8'), file)
    return withInstallation((installation) => runRotate(installation, order, token))
  },
}

/** The command on an open installation; tests call it with the program they started. */
export async function runRotate(
  { app, env }: Pick<Installation, 'app' | 'env'>,
  order: RotationOrder,
  token?: Token,
): Promise<number> {
  const { now, newId, randomBytes } = app.kit
  const folder = { dataDir: env.DATA_DIR, pin: env.LOG_PIN }
  const { append } = app.publicLog
  const done = await rotateKey(
    { db: app.jobDb, now, newId, randomBytes, folder, append },
    { ...order, actor: ACTOR, token },
  )
  if ('why' in done) {
    process.stderr.write(`${sayWhy(done)}\n`)
    return 1
  }
  process.stdout.write(sayDone(done))
  return 0
}

function sayWhy(refusal: RotationRefusal): string {
  switch (refusal.why) {
    case 'no-key':
      return 'Log publik belum punya kunci. Nyalakan program sekali: kunci pertama dibuat sendiri.'
    case 'known-key':
      return 'Kunci dalam token itu sudah pernah dipakai log ini. Buat pasangan kunci baru dalam token.'
    case 'bad-overlap':
      return `--overlap-days harus 1 sampai ${OVERLAP_DAYS_MAX}; 0 hanya bersama --paksa.`
    case 'still-overlapping':
      return `Penggantian sebelumnya berlangsung sampai ${refusal.until.toISOString()}. Tunggu, atau pakai --paksa.`
  }
}

function sayDone({ kunci, stops }: Rotated): string {
  const old = stops.map(
    ({ id, berhenti }) => `Kunci lama ${id} berhenti pada ${berhenti.toISOString()}.\n`,
  )
  return `Kunci baru menandatangani mulai sekarang:\n${kunci}\n${old.join('')}Umumkan kunci baru kepada saksi dan pembaca log, dan buat cadangan baru.\n`
}
