import { HOUR_MS, tanggalIn } from '../kernel/date.ts'
import { draftAtOnce } from '../modules/services/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { type DemoPeople, readDemoPeople } from './demo-applicants.ts'
import { type ApplicationPlan, planApplications, STEP_HOURS } from './demo-application-plan.ts'
import {
  type ApplicationsHouse,
  type Case,
  createSteps,
  expectOk,
} from './demo-application-steps.ts'
import { inOfficeHours } from './demo-history.ts'
import { fillIn, readRecipes } from './demo-sheets.ts'
import { createDice, type Dice } from './dice.ts'

const SEED = 4_404

/**
 * Ten weeks of applications, handed in and worked on by the same actions as real ones, in the order in which it
 * all happened; and a draft that somebody is filling in.
 */
export async function loadDemoApplications(tx: Tx, house: ApplicationsHouse): Promise<void> {
  const { kit, reference } = house
  const now = kit.now()
  const { zone } = reference.calendar()
  const offsetMs = (zone === 'Asia/Jayapura' ? 9 : zone === 'Asia/Makassar' ? 8 : 7) * HOUR_MS
  const dice = createDice(SEED)
  const people = await readDemoPeople(tanggalIn(zone, now))
  await house.identity.seedDemo(tx, people.residents)
  const recipes = await readRecipes()
  const plans = planApplications({ recipes, applicants: people.applicants, dice, now, offsetMs })
  const steps = createSteps({ ...house, people, dice, zone })
  const running: Case[] = plans.map((plan) => ({ plan, at: plan.at, taken: 0 }))
  while (running.length > 0) {
    const next = running.reduce((a, b) => (isBefore(b, a) ? b : a))
    // What lies in the future has not happened.
    if (next.at >= now) break
    house.setNow(next.at)
    await steps.go(next)
    const after = nextMoment(house, next, { dice, offsetMs })
    if (after === undefined) running.splice(running.indexOf(next), 1)
    else next.at = after
  }
  house.setNow(new Date(now.getTime() - 3 * HOUR_MS))
  await beginDraft(house, people, dice)
  house.setNow(now)
}

function isBefore(a: Case, b: Case): boolean {
  return a.at < b.at || (a.at.getTime() === b.at.getTime() && a.plan.index < b.plan.index)
}

type Timing = Readonly<{ dice: Dice; offsetMs: number }>

/** When something happens to a case again; undefined when nothing does. */
function nextMoment(
  { kit }: ApplicationsHouse,
  one: Case,
  { dice, offsetMs }: Timing,
): Date | undefined {
  const { found } = one
  if (found === undefined || found.akhir !== null) return undefined
  const { tenggatAt, tingkatEskalasi } = found
  const from = kit.now().getTime()
  const due = tenggatAt === null ? from + 8 * HOUR_MS : tenggatAt.getTime()
  const isDue = due > from && tenggatAt !== null
  if (one.isWaiting === true || waits(one.plan, one.taken, found.jedaSejak !== null)) {
    one.isWaiting = true
    return isDue && tingkatEskalasi === 0 ? new Date(due + 60_000) : undefined
  }
  const isQuick = ['tunggu', 'diam', 'lambat'].includes(one.plan.fate.kind)
  const share = (one.plan.isPatient ? 15 + dice.below(60) : 60 + dice.below(80)) / 100
  const gap = isQuick ? STEP_HOURS * HOUR_MS : Math.max(HOUR_MS / 4, (due - from) * share)
  const at = inOfficeHours(new Date(from + gap), offsetMs)
  // A promise that passes first is acted on first.
  return isDue && at.getTime() > due && tingkatEskalasi === 0 ? new Date(due + 60_000) : at
}

/** Has this case come to where the present finds it? */
function waits({ fate }: ApplicationPlan, taken: number, isPaused: boolean): boolean {
  if (fate.kind === 'tunggu' || fate.kind === 'lambat' || fate.kind === 'diam')
    return taken >= fate.after
  return isPaused && ['perbaikan', 'batal', 'bayar', 'batalBayar'].includes(fate.kind)
}

/** The citizen of the demo is in the middle of a form. */
async function beginDraft(
  { kit, services }: ApplicationsHouse,
  { applicants }: DemoPeople,
  dice: Dice,
): Promise<void> {
  const applicant = applicants.find((one) => one.username === 'warga')
  if (applicant === undefined) throw new Error('the citizen of the demo is in its register')
  const typed = fillIn(
    {
      'usaha.nama': 'Warung Bu Wahyuni',
      'usaha.bidang': 'makanan dan minuman',
      'usaha.kegiatan': 'Menjual nasi, lauk, dan minuman',
      'usaha.desa': '{desa}',
      'usaha.alamat': '{alamat}',
      'usaha.sejak': '2021-05-01',
      'usaha.tempat': 'milik sendiri',
      'usaha.pekerja': '2',
    },
    { applicant, today: kit.today(), dice },
  )
  const sheet = { kode: 'DESA-USAHA', typed, berkas: {}, pages: 2 }
  expectOk(await draftAtOnce(services, kit.db, applicant.actor, sheet), 'draft')
}
