import type { Deps } from '../deps.ts'
import { listTermin } from '../store/kontrak-store.ts'
import { createSubmitSpp } from './ajukan.ts'
import { createSubmitMany } from './ajukan-banyak.ts'
import { createImportKoran, createMatchKoran } from './bank.ts'
import { createRecordBelanja } from './belanja.ts'
import { createPayMany } from './cair-banyak.ts'
import { createIssueBatch } from './issue-batch.ts'
import { createAddBast, createMakeKontrak } from './kontrak.ts'
import { createTakeLangkah } from './langkah.ts'
import { createStepMany } from './langkah-banyak.ts'
import { createDecideLpj, createMakeLpj } from './lpj.ts'
import { createRecordPenerimaan } from './penerimaan.ts'
import { createOpenRkud } from './rkud.ts'
import { createSetSkUp } from './sk-up.ts'
import { createDecideSpd, createDraftSpd } from './spd.ts'
import { createDepositRevenue, createReturnUp } from './sts.ts'

export type TreasuryWork = ReturnType<typeof treasuryWork>

/** What officers do, for whoever plays their year: demo data and benchmarks. */
export function treasuryWork(deps: Deps) {
  return {
    openRkud: createOpenRkud(deps),
    setSkUp: createSetSkUp(deps),
    draftSpd: createDraftSpd(deps),
    decideSpd: createDecideSpd(deps),
    submit: createSubmitSpp(deps),
    step: createTakeLangkah(deps),
    submitMany: createSubmitMany(deps),
    stepMany: createStepMany(deps),
    issueBatch: createIssueBatch(deps),
    payMany: createPayMany(deps),
    recordBelanja: createRecordBelanja(deps),
    makeLpj: createMakeLpj(deps),
    decideLpj: createDecideLpj(deps),
    returnUp: createReturnUp(deps),
    recordPenerimaan: createRecordPenerimaan(deps),
    deposit: createDepositRevenue(deps),
    makeKontrak: createMakeKontrak(deps),
    termin: listTermin,
    addBast: createAddBast(deps),
    importKoran: createImportKoran(deps),
    matchKoran: createMatchKoran(deps),
  }
}
