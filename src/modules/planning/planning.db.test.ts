import { describe, expect, it } from 'vitest'
import { demoOfficer } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { sen } from '../../kernel/money.ts'
import { createBegin } from './actions/dokumen.ts'
import { ukuranOf } from './domain/ukuran.ts'

const { app } = await useRunningApp()
const { planning, kit } = app
const bappeda = demoOfficer('bappeda', [
  { role: 'perencana', unitKode: 'bappeda' },
  { role: 'tapd', unitKode: 'bappeda' },
]) as SignedIn

describe('smoke', () => {
  it('registers', async () => {
    const k = await app.fiscal.kodefikasi(kit.db, 2026)
    const pupr = k.skpdOfUnit('pupr')[0]
    const r = await planning.addUsulan(kit.db, bappeda, {
      tahun: 2026,
      sumber: 'musrenbang',
      pengusulJenis: 'desa',
      pengusulWilayah: '99.01.01.2001',
      judul: 'Rabat jalan',
      uraian: '',
      lokasiKode: '99.01.01.2001',
      lokasiRinci: '',
      volume: ukuranOf(1.5),
      satuan: 'km',
      perkiraan: sen(100_00n),
      pendukung: 3,
      skpdId: pupr?.id ?? 0,
    })
    expect(r).toMatchObject({ ok: true })
    const b = await createBegin(planning.deps)(bappeda, {
      jenis: 'rpjmd',
      tahun: '2030',
      tahunSampai: '2034',
      skpd: '',
      judul: 'RPJMD',
    })
    expect(b).toMatchObject({ ok: true })
  })
})
