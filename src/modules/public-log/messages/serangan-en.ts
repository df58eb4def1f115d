import type { SeranganMessages } from './serangan-id.ts'

export const seranganEn: SeranganMessages = {
  title: 'How attacks are found out',
  description:
    'Six ways to attack the public log, really carried out on a small one: what changes and who sees it.',
  intro:
    'The attacker here is the operator of the system: they can change the database and hold the key of the log, so their signature is always valid. Every step is computed when this page is opened, by the same functions that guard the real log.',
  choose: 'Choose an attack',
  stepOf: (step: string, total: string) => `Step ${step} of ${total}`,
  previous: 'Step before',
  next: 'Next step',
  nextAttack: (name: string) => `Next attack: ${name}`,
  back: 'To the page of proofs',
  tree: 'Tree of the log',
  treeOf: { first: 'What Budi is shown', second: 'What Sari is shown' },
  rootRow: 'Root',
  nodeRow: 'Node',
  leafRow: 'Leaf',
  changed: 'changed',
  cellHelp:
    'The first four signs of each fingerprint. A box with a thick border and ≠ differs from the honest log.',
  records: 'The records in its leaves',
  root: 'Root that was signed',
  seen: 'Who sees what',
  alarm: 'Found out',
  calm: 'Not seen',
  who: {
    document: 'Who opens the record',
    signature: 'Who checks the signature',
    reader: 'Who has kept the checkpoint of yesterday',
    stamp: 'Who has the time stamp of yesterday',
    witness: 'The witness',
    compare: 'Two people who compare roots',
  },
  findings: {
    'document-fits': 'The words fit the fingerprint in their leaf.',
    'document-changed': 'The words do not fit the fingerprint in their leaf.',
    'document-gone': 'The leaf is there, its words are not.',
    signed: 'Valid, since the operator holds the key. A signature alone is not enough.',
    'not-signed': 'Not valid.',
    grown: 'This log continues the one before: its proof of growth fits.',
    shrunk: 'This log is shorter than the one that was signed before.',
    'other-root': 'As many records, another root.',
    'not-grown':
      'Nothing proves that this log continues the one before; the proof that was given fails.',
    cosigned: 'The signature of the witness is there and valid.',
    'not-cosigned':
      'The signature of the witness is not valid for this tree: the witness never saw it.',
    'same-root': 'The roots are the same.',
    'two-roots':
      'Two roots for the same number of records, both signed by the log. That is evidence to be taken anywhere.',
    'witness-cosign': 'Signs too.',
    'witness-other-size': 'Refuses with 409: it has signed a longer log before.',
    'witness-other-root': 'Refuses with 409: for this size it has signed another root.',
    'witness-not-grown': 'Refuses with 422: the proof of growth does not fit.',
    'witness-not-signed': 'Refuses with 403: the signature of the log is not valid.',
    'witness-malformed': 'Refuses with 400: it cannot read the request.',
    'witness-unknown-log': 'Refuses with 404: it does not know this log.',
  },
  attacks: {
    ubah: {
      name: 'Change one record',
      steps: [
        'The honest log. Eight records, one root.',
        'The attacker swaps the words of record number 2 in the database. The tree is left alone so far.',
        'They swap the leaf too, compute every node above it again, and sign the new root. The words fit once more, but the root is no longer that of yesterday.',
      ],
    },
    hapus: {
      name: 'Delete one record',
      steps: [
        'The honest log. Eight records, one root.',
        'The attacker deletes the words of record number 4 from the database.',
        'They throw its leaf away as well and sign the tree of the seven that are left.',
        'So that it is not shorter, they put two new records at the end. Now there are nine.',
      ],
    },
    pendek: {
      name: 'Shorten the log',
      steps: [
        'The honest log. Eight records, one root.',
        'The attacker throws the last two records away and signs the tree of six. The time stamp of yesterday was made at six records too, so whoever holds it sees nothing.',
        'They wait for three other records, then sign nine.',
      ],
    },
    cabang: {
      name: 'Fork the log',
      steps: [
        'The honest log. Eight records, one root.',
        'The log grows by one as usual. The witness signs it.',
        'The attacker continues the same eight records in another way, with another record number 8, and signs that as well. Budi is given the first one, Sari the second.',
      ],
    },
    mundur: {
      name: 'Go back to an old backup',
      steps: [
        'The honest log. Eight records, one root.',
        'The attacker restores the database from an old backup of five records and signs that.',
        'They go on from there with four others, as if the three that are gone had never been.',
      ],
    },
    'dua-wajah': {
      name: 'Show two faces',
      steps: [
        'The honest log. Eight records, one root.',
        'Budi is given the honest log. Sari is given another, in which record number 2 was swapped. Both are signed. Each of them looks right.',
        'Sari checks the signature of the witness, asks the witness, or compares roots with Budi.',
      ],
    },
  },
  texts: {
    records: [
      'Street light out in front of the school',
      'Passed on to public works',
      'Officer came, lamp not replaced yet',
      'Drain blocked at the market',
      'Overdue, superior told',
      'Passed on to public works',
      'Lamp replaced, photo attached',
      'Reporter says it is done',
    ],
    forged: 'Officer came, lamp was replaced',
    added: [
      'Drain cleaned',
      'Drain needs no cleaning',
      'Tree fallen on the village road',
      'Passed on to disaster relief',
    ],
  },
}
