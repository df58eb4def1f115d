// Who may call whom: the only place. Read by dependency-cruiser, the tidy test, app.ts and ARCHITECTURE.md.
// Foundation modules may be called by every working module; among themselves the arrows are listed.
const foundation = {
  // The pages of taking part: every kind of input comes to them as a source.
  participation: [],
  'public-log': [],
  audit: ['public-log'],
  reference: ['audit'],
  notifications: ['audit', 'reference'],
  identity: ['audit', 'reference', 'notifications'],
  // Fiscal years, code tables and official numbers: what money is written in.
  fiscal: ['audit', 'reference', 'identity'],
}
const working = {
  ballots: [],
  opinions: [],
  // Residents talk and ask; moderators decide with reasons.
  forums: [],
  surveys: [],
  // Draft regulations and public consultation forums: text by passage, an answer to every input.
  consultations: ['documents'],
  'citizen-reports': [],
  satisfaction: [],
  documents: [],
  // A citizen's documents, reused.
  vault: [],
  // Other people's registers (Dukcapil, OSS).
  partners: [],
  // Payment codes and the gateway they are paid through.
  payments: [],
  // Services as data: catalogue, applications, handling. Letters, vault, registers and bills come as ports.
  services: [],
  queueing: [],
  // Journals, the mapping that makes them, statements.
  accounting: [],
  // What the region means to do: RPJMD to RKPD, and the proposals it came from.
  planning: [],
  // Meetings that climb from the RW to the regency, and proposals that keep one number for life.
  musrenbang: ['planning', 'documents'],
  // Goods of the region: cards, their ledger, depreciation, counting.
  assets: ['accounting', 'treasury'],
  // Versions of the region's budget, what is in force, the cash plan.
  budget: ['planning'],
  // Spending and receiving money: SPD, SPP, SPM, SP2D, imprest, contracts, bank.
  treasury: ['budget', 'accounting'],
  // Readers of the finance modules' views: one rupiah followed, and files of other systems compared.
  trace: [],
  exchange: [],
  // What leaders look at: spending against plans, what waits, where the year will end.
  leadership: [],
  // The front door: home, search, status, security and weight pages. Nobody may import it.
  portal: ['budget', 'citizen-reports', 'satisfaction', 'services'],
}
const withFoundation = (arrows) => [...new Set([...Object.keys(foundation), ...arrows])]
module.exports = {
  ...foundation,
  ...Object.fromEntries(
    Object.entries(working).map(([name, arrows]) => [name, withFoundation(arrows)]),
  ),
}
