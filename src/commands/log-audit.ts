import type { Command } from '../command.ts'
import { formatVerifierKey } from '../kernel/tlog/note.ts'
import {
  type AuditOrder,
  type AuditReport,
  auditLog,
  createFetchBytes,
  FETCH_LIMITS,
  findPrefix,
  type Memory,
  pause,
  readMemory,
  writeMemory,
} from '../modules/public-log/index.ts'
import { writeWhole } from '../platform/files/write-whole.ts'
import { CHECK_TOOLS } from '../platform/sha256.ts'
import { readGivenKeys } from './log-keys.ts'
import { printable, sayAuditFault, sayWhen } from './log-words.ts'
import { type Options, readOptions } from './read-options.ts'
import { createProgress, wrongUsage } from './with-installation.ts'

const FOLLOW_SECONDS = 10
/** How long a log may lag behind its own witnesses before it withholds. */
const CATCH_UP_MS = 5_000

export const command: Command = {
  summary: 'Memeriksa seluruh log dari jauh: tanda tangan, kelanjutan, dan setiap entri',
  usage: `pendopo log audit <alamat> [--key <kunci log>]… [--keys <berkas>] [--witness <kunci saksi>]…
                         [--witness-url <alamat saksi>]… [--state <berkas>] [--from-scratch] [--follow [detik]]

  <alamat>        alamat situs, atau alamat log itu sendiri (https://contoh.go.id/log)
  --key           kunci log; tanpa ini dipakai yang tersimpan, atau pada pemeriksaan pertama yang disodorkan log
  --keys          berkas berisi kunci log dan saksi, satu per baris
  --witness       kunci saksi yang tanda tangannya ditunjukkan
  --witness-url   saksi yang ditanya apa yang pernah dilihatnya: log yang menunjukkan dua pohon ketahuan
  --state         berkas tempat titik periksa terakhir yang benar disimpan, pembanding pemeriksaan berikutnya
  --from-scratch  memeriksa lagi semua entri, juga yang sudah pernah
  --follow        mengulang terus, setiap 10 detik atau sekian detik

Bukti bahwa log berbohong (dua titik periksa bertanda tangan) disimpan di samping berkas --state. Keluar dengan 0
bila semua cocok, 1 bila ada yang salah atau tidak dapat diperiksa.`,
  run: async (args) => {
    const options = readOptions(args, {
      key: 'repeated',
      keys: 'valued',
      witness: 'repeated',
      'witness-url': 'repeated',
      state: 'valued',
      'from-scratch': 'alone',
      follow: 'maybe',
    })
    if (typeof options === 'string') return wrongUsage(options)
    const [address = ''] = options.words
    if (options.words.length !== 1) return wrongUsage(`Pemakaian: ${command.usage}`)
    const witnessUrls = options.values('witness-url')
    const bad = [address, ...witnessUrls].find(
      (url) => !/^https?:\/\/[^\s/]/.test(url) || !URL.canParse(url),
    )
    if (bad !== undefined) return wrongUsage(`"${bad}" bukan alamat http atau https.`)
    const seconds = secondsOf(options)
    if (seconds === undefined) return wrongUsage('--follow memakai detik, dari 1 sampai 86400.')
    const given = [...options.values('key'), ...options.values('witness')]
    const keys = await readGivenKeys(given, options.values('keys')[0])
    if (typeof keys === 'string') return wrongUsage(keys)
    const stop = new AbortController()
    const end = () => stop.abort()
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
    try {
      return await follow({
        address,
        keys: keys.logKeys,
        witnessKeys: keys.witnessKeys,
        witnessUrls,
        statePath: options.values('state')[0],
        isFromScratch: options.has('from-scratch'),
        everySeconds: seconds,
        signal: stop.signal,
      })
    } finally {
      process.off('SIGINT', end)
      process.off('SIGTERM', end)
    }
  },
}

/** @returns 0 for once, undefined for what is no time */
function secondsOf(options: Options): number | undefined {
  const [text] = options.values('follow')
  if (text === undefined) return 0
  if (text === '') return FOLLOW_SECONDS
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 86_400 ? Number(text) : undefined
}

type Watch = Readonly<{
  address: string
  statePath: string | undefined
  /** 0: look once. */
  everySeconds: number
  signal: AbortSignal
}> &
  Pick<AuditOrder, 'keys' | 'witnessKeys' | 'witnessUrls' | 'isFromScratch'>

/** A log that is wrong ends the watch; a network or a witness that fails ends one look. */
async function follow(watch: Watch): Promise<number> {
  const { everySeconds, signal, statePath } = watch
  const memory = statePath === undefined ? undefined : await readMemory(CHECK_TOOLS.sha, statePath)
  let look = await lookAgain(watch, memory)
  while (everySeconds > 0 && !look.isWrong) {
    await pause(everySeconds * 1_000, signal)
    if (signal.aborted) return 0
    // Once is enough for what was looked at before; a look that failed was none.
    const isFirst = look.memory === memory
    look = await lookAgain({ ...watch, isFromScratch: watch.isFromScratch && isFirst }, look.memory)
  }
  return everySeconds > 0 && signal.aborted ? 0 : look.code
}

async function lookAgain(watch: Watch, memory: Memory | undefined): Promise<Look> {
  try {
    return await lookOnce(watch, memory)
  } catch (error) {
    const isOver = watch.signal.aborted
    if (!isOver && watch.everySeconds === 0) throw error
    const reason = error instanceof Error ? error.message : String(error)
    if (!isOver) process.stderr.write(`${printable(reason)}\n`)
    return { code: 1, isWrong: false, memory }
  }
}

type Look = Readonly<{ code: number; isWrong: boolean; memory: Memory | undefined }>

async function lookOnce(watch: Watch, memory: Memory | undefined): Promise<Look> {
  // What is still under way when a look ends is ended with it.
  const look = new AbortController()
  const signal = AbortSignal.any([look.signal, watch.signal])
  const fetchBytes = createFetchBytes(FETCH_LIMITS, signal)
  try {
    const prefix = await findPrefix(fetchBytes, watch.address)
    if (prefix === undefined)
      throw new Error(`Di ${watch.address} dan di bawahnya (/log) tidak ada titik periksa log.`)
    const report = await auditLog(
      {
        tools: CHECK_TOOLS,
        fetchBytes,
        now: () => new Date(),
        waitForLog: () => pause(CATCH_UP_MS, signal),
        onProgress: createProgress('entri diperiksa'),
      },
      { ...watch, prefix, ...(memory === undefined ? {} : { memory }) },
    )
    return conclude(report, watch, { prefix, memory })
  } finally {
    look.abort()
  }
}

function conclude(
  report: AuditReport,
  { statePath, everySeconds }: Watch,
  { prefix, memory }: Readonly<{ prefix: string; memory: Memory | undefined }>,
): Look {
  tellKeys(report)
  for (const fault of report.faults) process.stderr.write(`Salah: ${sayAuditFault(fault)}\n`)
  if (report.faults.length > 0 || report.served === undefined) {
    keepEvidence(report, prefix, statePath)
    return { code: 1, isWrong: true, memory }
  }
  const { checkpoint, note } = report.served
  const kept: Memory = { keys: report.keys, note, checkpoint }
  if (statePath !== undefined) writeMemory(statePath, kept)
  const isNews = memory === undefined || checkpoint.size > memory.checkpoint.size
  const isTold = everySeconds === 0 || isNews
  if (isTold) tellGood(report)
  const unheard = tellWitnesses(report, isTold)
  return { code: unheard ? 1 : 0, isWrong: false, memory: kept }
}

function tellKeys({ isFirstUse, keys, newKeys }: AuditReport): void {
  if (isFirstUse)
    process.stdout.write(
      `Pemeriksaan pertama tanpa --key: kunci diambil dari log itu sendiri. Bandingkan dengan yang diumumkan di tempat lain:\n${keys.map((key) => `  ${printable(formatVerifierKey(key))}\n`).join('')}`,
    )
  if (newKeys.length > 0)
    process.stdout.write(
      `Kunci lain ikut menandatangani dan belum dipercaya: ${newKeys.map(printable).join(', ')}. Tambahkan dengan --key bila pengelola mengumumkannya.\n`,
    )
}

function tellGood({ served, from, signed }: AuditReport): void {
  if (served === undefined) return
  const { origin, size } = served.checkpoint
  const looked = size - Math.min(from, size)
  process.stdout.write(
    `Log ${printable(origin)}: ${size} entri, ${looked} diperiksa, semua cocok.\n`,
  )
  for (const { key, seconds } of signed)
    if (seconds !== undefined)
      process.stdout.write(`Disaksikan: ${printable(key.name)}, ${sayWhen(seconds)}\n`)
}

/**
 * @param isTold say those that agree as well
 * @returns whether a witness that was to be asked could not be compared with
 */
function tellWitnesses({ witnesses }: AuditReport, isTold: boolean): boolean {
  for (const witness of witnesses) {
    const { kind, url } = witness
    if (kind !== 'seen')
      process.stderr.write(`Saksi ${url} tidak dapat dibandingkan: ${WHY_UNHEARD[kind]}\n`)
    else if (isTold)
      process.stdout.write(
        `Saksi ${url} melihat log yang sama (${witness.served.checkpoint.size} entri).\n`,
      )
  }
  return witnesses.some(({ kind }) => kind !== 'seen')
}

const WHY_UNHEARD = {
  silent: 'tidak menjawab.',
  stranger: 'belum mengenal log ini.',
  unsigned: 'titik periksa yang dipegangnya tidak ditandatangani log ini.',
}

function keepEvidence(
  { exhibits, faults }: AuditReport,
  prefix: string,
  statePath: string | undefined,
): void {
  if (exhibits.length === 0) return
  const now = new Date().toISOString()
  const text = [
    `Bukti tentang log di ${prefix}, dicatat ${now}`,
    ...faults.map(sayAuditFault),
    '',
    ...exhibits.flatMap(({ source, note }) => [
      `=== titik periksa: ${WHOSE[source.kind]} ${source.url}`,
      note,
    ]),
    '=== akhir',
    '',
  ].join('\n')
  if (statePath === undefined) {
    process.stdout.write(`${text}`)
    return
  }
  const path = `${statePath}.bukti-${now.replaceAll(':', '-')}.txt`
  writeWhole(path, text)
  process.stderr.write(`Bukti disimpan di ${path}.\n`)
}

const WHOSE = {
  memory: 'dari pemeriksaan sebelumnya',
  log: 'yang disajikan sekarang oleh',
  witness: 'yang dipegang saksi',
}
