import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { present } from '../../../kernel/assert.ts'
import { packageRoot } from '../../../package-root.ts'
import { rows, sql } from '../../../platform/db/database.ts'
import { decodeModel, type StoredModel } from '../classifier/model-file.ts'
import { createModelKeeper, modelPath, saveModel } from '../classifier/model-keeper.ts'
import { trainClassifier } from '../domain/classify/train.ts'
import { createPengarah } from './suggest-routing.ts'

const { app, database } = await useRunningApp({ history: 'fresh' })
const { deps, katalog, act } = app.citizenReports
const { pengarah, reference } = deps
const shippedDir = join(packageRoot, 'data/model')
const newDir = () => mkdtempSync(join(tmpdir(), 'pendopo-model-'))

/** A model that knows two words, each for one unit. */
function unitModel(): StoredModel {
  const texts = Array.from({ length: 40 }, (_, index) =>
    index % 2 === 0
      ? { text: 'kambing sapi ternak sakit', label: 'disnakkan' }
      : { text: 'buku perpustakaan pinjam rak', label: 'bpkad' },
  )
  const card = {
    target: 'unit' as const,
    madeAt: '2026-01-01T00:00:00.000Z',
    source: 'uji',
    sourceSha256: null,
    samples: 40,
    classes: 2,
    split: null,
    figures: null,
    baselines: {},
  }
  return { card, model: trainClassifier(texts) }
}

function keeperOn(ownDir: string, shipped: string, nowMs = { value: 1_000_000 }) {
  const kit = { now: () => new Date(nowMs.value), log: deps.kit.log }
  const models = createModelKeeper({ ownDir, shippedDir: shipped }, kit)
  return { models, nowMs, pengarah: createPengarah({ kit: deps.kit, katalog, reference, models }) }
}

describe('suggestions of a subject', () => {
  it('come from the model that ships, with the words that spoke for them', async () => {
    const [best] = await pengarah.suggestKategori('Lampu jalan di gang kami padam sejak kemarin')
    expect(best?.kategori.kode).toBe('penerangan.padam')
    expect(best?.confidence).toBeGreaterThan(0.2)
    expect(best?.reasons.join(' ')).toMatch(/lampu|padam/)
  })

  it('come from the words of the catalogue when there is no model', async () => {
    const { pengarah: bare } = keeperOn(newDir(), newDir())
    const [best] = await bare.suggestKategori('ada jalan berlubang di depan balai desa')
    expect(best?.kategori.kode).toBe('jalan.lubang')
    expect(best?.confidence).toBeNull()
  })

  it('are none for a text that says nothing', async () => {
    expect(await pengarah.suggestKategori('')).toEqual([])
  })

  it('take a few milliseconds once the model is loaded', async () => {
    const text = 'sampah menumpuk di pinggir jalan dan tidak diangkut petugas '.repeat(20)
    await pengarah.suggestKategori(text)
    const started = performance.now()
    for (let n = 0; n < 50; n += 1) await pengarah.suggestKategori(text)
    expect((performance.now() - started) / 50).toBeLessThan(50)
  })
})

describe('suggestions of a unit', () => {
  const question = {
    judul: 'Rak buku rusak',
    isi: 'Rak buku perpustakaan patah, pinjam buku jadi susah',
    kategoriKode: 'jalan.lubang',
    wilayahKode: null,
    kecamatanKode: null,
  }

  it('put the authority map first and say that it is a rule', async () => {
    const units = await pengarah.suggestUnit(question)
    expect(units[0]).toMatchObject({ unitKode: 'pupr', sumber: 'aturan', confidence: null })
    expect(units.length).toBeLessThanOrEqual(3)
    expect(new Set(units.map((unit) => unit.unitKode)).size).toBe(units.length)
  })

  it('use a model trained here as soon as its file is there, without a restart', async () => {
    const ownDir = newDir()
    const { pengarah: own, nowMs } = keeperOn(ownDir, shippedDir)
    const before = await own.suggestUnit(question)
    await saveModel(ownDir, unitModel())
    nowMs.value += 6_000
    await own.suggestUnit(question)
    const after = await own.suggestUnit(question)
    expect(before.map((unit) => unit.unitKode)).not.toEqual(after.map((unit) => unit.unitKode))
    expect(after[1]).toMatchObject({ unitKode: 'bpkad', sumber: 'model' })
    expect(after[1]?.confidence).toBeGreaterThan(0.5)
  })

  it('outlive a broken model file', async () => {
    const ownDir = newDir()
    mkdirSync(ownDir, { recursive: true })
    writeFileSync(modelPath(ownDir, 'unit'), 'PENDOPO-MODEL 1\nbukan model')
    writeFileSync(modelPath(ownDir, 'kategori'), Buffer.alloc(100))
    const { pengarah: own } = keeperOn(ownDir, newDir())
    const units = await own.suggestUnit(question)
    expect(units.map((unit) => unit.unitKode)).toEqual(['pupr'])
  })

  it('are kept beside the decision they were made for, and never decide it', async () => {
    const [row] = await rows(
      database.owner,
      sql<{
        nomor: string
        version: number
      }>`select l.nomor, l.version from citizen_reports.laporan l
        where l.status = 'masuk' and not l.is_rahasia order by l.nomor limit 1`,
    )
    const { nomor } = present(row, 'the demo has new reports')
    const actor = {
      kind: 'officer' as const,
      accountId: deps.kit.newId(),
      name: 'Koordinator',
      grants: [{ role: 'operator-aduan' as const }],
    }
    const done = await act(app.kit.db, { actor }, {
      nomor,
      tindakan: 'disposisi',
      form: { version: present(row, 'row').version, unitKode: 'dinkes' },
    } as Parameters<typeof act>[2])
    expect(done).toMatchObject({ ok: true, value: { unitKode: 'dinkes' } })
    const [kept] = await rows(
      database.owner,
      sql<{
        saran: { unit: readonly { kode: string; sumber: string }[] }
      }>`select d.saran from citizen_reports.disposisi d
        join citizen_reports.laporan l on l.id = d.laporan_id where l.nomor = ${nomor} order by d.waktu desc limit 1`,
    )
    expect(kept?.saran.unit.length).toBeGreaterThan(0)
  })
})

describe('the report on suggestions', () => {
  it('counts decisions, those that followed the first suggestion, and where people chose else', async () => {
    const { listAgreement, listConfusions } = await import('../store/saran-store.ts')
    const [month] = await listAgreement(database.owner, 'Asia/Jakarta')
    // The one decision above went to dinkes; the authority map had named another unit.
    expect(month).toMatchObject({ putusan: 1, pertama: 0 })
    const [confusion] = await listConfusions(database.owner, 5)
    expect(confusion).toMatchObject({ dipilih: 'dinkes', jumlah: 1 })
  })
})

describe('a model file', () => {
  it('that ships was trained on the data as they are today', async () => {
    const { createHash } = await import('node:crypto')
    const hash = createHash('sha256')
    for (const name of ['demo/laporan-bank.json', 'laporan/kategori.json'])
      hash.update(readFileSync(join(packageRoot, 'data', name)))
    const { card } = decodeModel(readFileSync(modelPath(shippedDir, 'kategori')))
    expect(card.sourceSha256, 'run: npx tsx scripts/make-model.ts').toBe(hash.digest('hex'))
    expect(card.figures?.accuracy).toBeGreaterThan(card.baselines['naive-bayes']?.accuracy ?? 1)
    expect(readFileSync(modelPath(shippedDir, 'kategori')).length).toBeLessThan(1_000_000)
  })

  it('comes back as it was written', async () => {
    const dir = newDir()
    const stored = unitModel()
    await saveModel(dir, stored)
    const { model } = decodeModel(readFileSync(modelPath(dir, 'unit')))
    expect([...model.weights]).toEqual([...stored.model.weights])
    expect(model.labels).toEqual(stored.model.labels)
  })

  it('is refused when it is cut short or names classes it does not have', async () => {
    const dir = newDir()
    await saveModel(dir, unitModel())
    const bytes = readFileSync(modelPath(dir, 'unit'))
    expect(() => decodeModel(bytes.subarray(0, bytes.length - 30))).toThrow()
    expect(() => decodeModel(Buffer.from('PENDOPO-MODEL 9\n'))).toThrow(/version/)
  })
})
