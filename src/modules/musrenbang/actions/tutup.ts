import type { Actor, SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { type Sen, sen, sumSen, toDecimalString } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Ukuran } from '../../planning/index.ts'
import type { Deps } from '../deps.ts'
import { afterAgreed } from '../domain/kedudukan.ts'
import { refuseClosing } from '../domain/rapat.ts'
import { refusal } from '../domain/refusals.ts'
import { mayLead } from '../domain/wewenang.ts'
import { listKeputusan, type PutusanRapat } from '../store/keputusan-store.ts'
import { moveUsulan, type NewLangkah } from '../store/langkah-store.ts'
import { findRapat, insertBerkas, lockRapat, saveDitutup, sumHadir } from '../store/rapat-store.ts'
import { lockUsulan, type Usulan } from '../store/usulan-store.ts'
import { type Berkas, makeFormulir } from './formulir.ts'
import { gatherIsi } from './isi-formulir.ts'
import { arenaOf, makeLangkah, tell } from './langkah.ts'
import type { Penutupan } from './penutupan.ts'
import { tierOf, usulanDi } from './rapat.ts'
import { DITUTUP } from './records.ts'
import { signMinutes } from './tanda-tangan.ts'

/**
 * Close a meeting, all of it or nothing: every proposal takes its step, what the highest tier agreed goes to the plan,
 * the forms are made, the minutes recorded in the public log and signed, and who is concerned is told.
 *
 * @returns undefined when there is no such meeting
 * @refuses BUKAN_WEWENANG, RAPAT_BELUM_DIBUKA, RAPAT_SUDAH_DITUTUP, KUORUM_KURANG, BELUM_DIPUTUS, GABUNG_TIDAK_SEPAKAT,
 * USULAN_TANPA_BIAYA, USULAN_DITOLAK_RENCANA
 */
export function createTutup(deps: Deps) {
  return async (
    actor: SignedIn,
    id: string,
  ): Promise<Result<Readonly<{ sepakat: number }>> | undefined> => {
    const { kit } = deps
    const seen = await findRapat(kit.db, id)
    if (seen === undefined) return undefined
    return transactionUnlessRefused(kit.db, async (tx) => {
      const rapat = (await lockRapat(tx, id)) ?? seen
      const tier = tierOf(deps, rapat)
      if (tier === undefined || !mayLead(actor, tier, rapat))
        return refuse(refusal('BUKAN_WEWENANG'))
      if (rapat.status !== 'berlangsung')
        return refuse(
          refusal(rapat.status === 'ditutup' ? 'RAPAT_SUDAH_DITUTUP' : 'RAPAT_BELUM_DIBUKA'),
        )
      const closing = await openClosing(deps, tx, { actor, rapat, tier })
      const refusals = refuseNow(closing)
      if (refusals.length > 0) return refuse(refusals)
      return close(deps, tx, closing)
    })
  }
}

async function openClosing(
  deps: Deps,
  tx: Tx,
  { actor, rapat, tier }: Pick<Penutupan, 'actor' | 'rapat' | 'tier'>,
): Promise<Penutupan> {
  const here = await usulanDi(tx, tier, rapat)
  const usulan = await lockUsulan(
    tx,
    here.map(({ id }) => id),
  )
  const putusan = await listKeputusan(tx, rapat.id)
  return {
    actor,
    rapat,
    tier,
    arena: await arenaOf(deps, tx, rapat.tahun),
    usulan: usulan.filter(({ status }) => status === 'dibahas'),
    putusan: new Map(putusan.map((one) => [one.usulanId, one])),
    hadir: await sumHadir(tx, rapat.id),
  }
}

function refuseNow({ rapat, usulan, putusan, hadir }: Penutupan): readonly Refusal[] {
  return refuseClosing({
    hadir: hadir.jumlah,
    kuorum: rapat.kuorum,
    proposals: usulan.map(({ id, nomor }) => ({
      id,
      nomor,
      hasil: putusan.get(id)?.hasil ?? null,
      gabungKe: putusan.get(id)?.gabungKe ?? null,
    })),
  })
}

async function close(
  deps: Deps,
  tx: Tx,
  closing: Penutupan,
): Promise<Result<Readonly<{ sepakat: number }>>> {
  const { kit, audit, publicLog } = deps
  const { actor, rapat, tier } = closing
  const steps = await makeSteps(deps, tx, closing)
  if (!steps.ok) return steps
  await moveUsulan(tx, steps.value)
  const isi = await gatherIsi(deps, tx, { closing, steps: steps.value })
  const which = tier.lingkup === 'desa' ? [1, 2, 3, 4, 5] : [1, 2, 3, 4]
  const made = await makeFormulir(deps, isi, which)
  if ('unprintable' in made)
    return refuse(refusal('FORMULIR_TIDAK_TERCETAK', { huruf: made.unprintable }))
  const beritaAcara = minutesOf(closing, steps.value, made.files)
  const at = kit.now()
  await saveDitutup(tx, { id: rapat.id, at, oleh: actor.accountId, beritaAcara })
  await insertBerkas(tx, rapat.id, made.files)
  await publicLog.append(tx, {
    kind: DITUTUP,
    object: beritaAcara.nama,
    version: 1,
    ref: rapat.id,
    actor,
    at,
    document: beritaAcara,
  })
  await together([
    tell(deps, tx, steps.value),
    audit.record(tx, actor, {
      action: 'musyawarah.ditutup',
      subject: { kind: 'musyawarah', id: rapat.id },
      after: beritaAcara,
    }),
  ])
  await signMinutes(deps, tx, { closing, isi, files: made.files })
  return ok({ sepakat: beritaAcara.sepakat })
}

/** The minutes as they are recorded: counts, sums and digests; no name of a person. */
function minutesOf(
  { rapat, hadir }: Penutupan,
  steps: readonly NewLangkah[],
  files: readonly Berkas[],
) {
  const of = (test: (step: NewLangkah) => boolean) => steps.filter(test)
  const agreed = of(({ peringkat }) => peringkat !== undefined)
  const { tahun, jenjang, wilayahKode, rw, unitKode } = rapat
  return {
    nama: ['MUSRENBANG', String(tahun), jenjang, unitKode || wilayahKode, rw]
      .filter((part) => part !== '')
      .join('/'),
    tahun,
    jenjang,
    wilayahKode,
    rw,
    unitKode,
    hadir: {
      jumlah: hadir.jumlah,
      perempuan: hadir.perempuan,
      difabel: hadir.difabel,
      miskin: hadir.miskin,
      muda: hadir.muda,
    },
    kuorum: rapat.kuorum,
    sepakat: agreed.length,
    belum: of(({ status }) => status === 'belum').length,
    gabung: of(({ status }) => status === 'digabung').length,
    biaya: toDecimalString(sumSen(agreed.flatMap(({ biaya }) => (biaya === null ? [] : [biaya])))),
    formulir: files.map(({ formulir, sha256 }) => ({ formulir, sha256 })),
  }
}

async function makeSteps(
  deps: Deps,
  tx: Tx,
  closing: Penutupan,
): Promise<Result<readonly NewLangkah[]>> {
  const steps: NewLangkah[] = []
  const refusals: Refusal[] = []
  for (const usulan of inOrder(closing)) {
    const putusan = present(closing.putusan.get(usulan.id), 'every proposal has an answer')
    const step = makeStep(deps, closing, { usulan, putusan })
    if (step.status !== 'rencana') {
      steps.push(step)
      continue
    }
    const handed = await handOver(deps, tx, { usulan, step })
    if (handed.ok) steps.push({ ...step, rencana: handed.value, acuan: handed.value.nomor })
    else refusals.push(...handed.refusals)
  }
  return refusals.length > 0 ? refuse(refusals) : ok(steps)
}

/** By rank, so that the plan gets them in the order the meeting gave them. */
function inOrder({ usulan, putusan }: Penutupan): readonly Usulan[] {
  const rank = ({ id }: Usulan) => putusan.get(id)?.peringkat ?? Number.MAX_SAFE_INTEGER
  return usulan.toSorted((a, b) => rank(a) - rank(b))
}

function makeStep(
  deps: Deps,
  { actor, rapat, tier, arena }: Penutupan,
  { usulan, putusan }: Readonly<{ usulan: Usulan; putusan: PutusanRapat }>,
): NewLangkah {
  const said = {
    musyawarahId: rapat.id,
    oleh: actor.accountId,
    ...(putusan.alasanKode === null ? {} : { alasanKode: putusan.alasanKode }),
    ...(putusan.alasan === null ? {} : { alasan: putusan.alasan }),
  }
  if (putusan.hasil === 'belum')
    return makeLangkah(deps, arena, { usulan, to: { ...said, status: 'belum' } })
  if (putusan.hasil === 'gabung')
    return makeLangkah(deps, arena, {
      usulan,
      to: { ...said, status: 'digabung', gabungKe: putusan.gabungKe ?? undefined },
    })
  return makeLangkah(deps, arena, {
    usulan,
    to: {
      ...said,
      ...afterAgreed(tier),
      ...changedBy(usulan, putusan),
      peringkat: putusan.peringkat ?? undefined,
    },
  })
}

/** A changed volume changes the cost in proportion: the price per unit stays what it was. */
function changedBy(usulan: Usulan, { volume, patokan }: PutusanRapat) {
  const { biaya } = usulan
  const scaled =
    volume === null || biaya === null ? biaya : scale(biaya, { from: usulan.volume, to: volume })
  return {
    ...(volume === null ? {} : { volume, biaya: scaled }),
    ...(patokan === null ? {} : { patokan }),
  }
}

function scale(biaya: Sen, { from, to }: Readonly<{ from: bigint; to: bigint }>): Sen {
  const rupiah = (biaya * to + (from * 100n) / 2n) / (from * 100n)
  return sen((rupiah > 0n ? rupiah : 1n) * 100n)
}

const SYSTEM: Actor = { kind: 'system', name: 'musrenbang' }

/**
 * Into the plan's register, once: the same proposal again gets the number it has. Registered by the house itself, so
 * that any planner of the agency may decide it there.
 */
async function handOver(
  { fiscal, planning, reference }: Deps,
  tx: Tx,
  { usulan, step }: Readonly<{ usulan: Usulan; step: NewLangkah }>,
): Promise<Result<Readonly<{ id: string; nomor: string }>>> {
  const { nomor } = usulan
  if (step.biaya === null) return refuse(refusal('USULAN_TANPA_BIAYA', { nomor }))
  const kode = await fiscal.kodefikasi(tx, usulan.tahun)
  const isKelurahan = reference.findWilayah(usulan.wilayahKode)?.tingkat === 'kelurahan'
  const added = await planning.addUsulan(tx, SYSTEM, {
    tahun: usulan.tahun,
    sumber: usulan.sumber,
    pengusulJenis: usulan.sumber === 'pokir' ? 'dprd' : isKelurahan ? 'kelurahan' : 'desa',
    pengusulWilayah: usulan.wilayahKode,
    judul: usulan.judul,
    uraian: `${nomor}. ${usulan.uraian}`.slice(0, 2000),
    lokasiKode: usulan.wilayahKode,
    lokasiRinci: [step.patokan, usulan.rw === '' ? '' : `RW ${usulan.rw}`]
      .filter((part) => part !== '')
      .join(', '),
    // Both count in ten-thousandths of the unit.
    volume: step.volume as unknown as Ukuran,
    satuan: usulan.satuan,
    perkiraan: step.biaya,
    pendukung: usulan.pendukung,
    skpdId: kode.skpdOfUnit(usulan.unitKode)[0]?.id ?? 0,
    asal: `musrenbang:${usulan.id}`,
  })
  if (added.ok) return added
  const sebab = added.refusals.map(({ message }) => message).join(' ')
  return refuse(refusal('USULAN_DITOLAK_RENCANA', { nomor, sebab }))
}
