import type { RefusalCode } from '../domain/refusals.ts'

/** The refusals in English. */
export const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  BARANG_KODE: 'Choose a goods code of the last level in force, for example 1.3.2.10.01.02.002.',
  BARANG_SKPD: 'Choose an agency whose goods you keep.',
  BARANG_NAMA: 'Enter the name of the goods, 2 to 200 letters.',
  BARANG_ASAL: 'Choose where the goods came from.',
  BARANG_KONDISI: 'Choose the condition: good, fair or badly damaged.',
  BARANG_TANGGAL: 'The day of acquisition cannot lie after today.',
  BARANG_NILAI: 'Enter a price above zero. Goods without a price are appraised first.',
  BARANG_UNIT: 'Enter 1 to 500 units.',
  BARANG_RUAS_WAJIB: 'This goods code asks for this particular. Fill it in as in its papers.',
  BARANG_RUAS_TIDAK_TERBACA: 'This entry cannot be read. Check how it is written.',
  BARANG_MASA_MANFAAT:
    'The table of useful lives does not have this goods code yet. Add it there first.',
  BARANG_KEMBAR: 'Another card has this number already. Check the number, or open that card.',
  BARANG_BANYAK_KENDARAAN:
    'Vehicles are registered one by one, because each has numbers of its own.',
  BARANG_POLIGON:
    'The outline cannot be read. Write one corner to a line, three at least: latitude, longitude. GeoJSON will do too.',
  BARANG_RUANG: 'Choose a room of this agency.',
  BARANG_KETERANGAN: 'Notes have 500 letters at most.',
  BARANG_BUKAN_AKTIF: 'This card is no longer active. Nothing on it can be changed.',
  BARANG_SUDAH_BERUBAH:
    'Somebody else has changed this card. Load it again and repeat your change.',
  AKUN_BARANG:
    'The balance sheet account for this goods code does not exist in this year. Complete the chart of accounts first.',
  DOKUMEN: 'Enter the number of the document it rests on, 3 to 160 letters.',
  REHAB_JUMLAH: 'Enter a cost of rehabilitation above zero.',
  REHAB_BUKAN_INDUK:
    'Land and construction in progress are not rehabilitated. Choose the goods it belongs to.',
  REHAB_TANPA_UMUR:
    'The life of these goods is over and the table adds none, so this cost would never be depreciated.',
  KOREKSI_ALASAN: 'Write why it is corrected, 5 to 300 letters.',
  KOREKSI_KOSONG: 'A correction must change something.',
  KOREKSI_MELEWATI:
    'After the correction, accumulated depreciation must lie between zero and the value.',
  TANGGAL_MUTASI: 'The day of booking cannot lie after today.',
  USULAN_MASIH_ADA: 'There is a proposal for these goods that is not decided yet.',
  USULAN_ALASAN: 'Write the reason, 5 to 500 letters.',
  USULAN_TUJUAN: 'Choose another agency than the one that holds them.',
  USULAN_SENDIRI: 'You made this proposal yourself. Somebody else decides it.',
  USULAN_SUDAH_DIPUTUS: 'This proposal is decided already.',
  USULAN_PUTUSAN: 'Choose to approve or to reject.',
  USULAN_BUKAN_WEWENANG: 'The receiving agency decides, or the manager of goods about a write-off.',
  KDP_BUKAN: 'This card is not construction in progress.',
  KDP_BAST: 'Enter number and day of the handover record.',
  KDP_TUJUAN: 'Write at least one resulting card, one a line: goods code, name, price.',
  KDP_JUMLAH:
    'The prices of the resulting cards must sum to the value of the construction, to the sen.',
  SP2D_BARIS: 'Choose at least one line of spending that is not taken up yet.',
  SP2D_SATU_SKPD: 'Lines that are joined must be of one agency.',
  SP2D_SUDAH: 'This line of spending is taken up already. Load the list again.',
  SP2D_INDUK: 'The card it is added to was not found at the same agency.',
  PERIODE: 'Choose a semester that has ended, for example 2026-1.',
  BERKAS_TIDAK_TERBACA:
    'The file cannot be read. Upload CSV or XLSX with the names of the columns in the first row.',
  BERKAS_TERLALU_BESAR: 'The file is too large. Split it into files of 5,000 rows at most.',
  BERKAS_KOSONG: 'No row was read.',
  BERKAS_KOLOM: 'The first row must have this column.',
  BARIS_AKUMULASI: 'Accumulated depreciation must lie between zero and the price.',
  BARIS_SISA: 'Remaining semesters must be a number from 0 to 400.',
  RUANG_KODE: 'A room code has capital letters, digits, dots or hyphens, 20 at most.',
  RUANG_NAMA: 'Enter the name of the room, 2 to 120 letters.',
  RUANG_SUDAH_ADA: 'This room code is in use already.',
  HITUNG_KODE: 'Scan or type the code of the label, 160 letters at most.',
  HITUNG_HASIL: 'Choose: found or not found.',
  HITUNG_TUTUP: 'This count is signed. Nothing can be added any more.',
  HITUNG_KUNCI: 'This form came without its key. Load the page again and fill it in once more.',
  INVENTARISASI_JUDUL: 'Enter a title of the count, 3 to 160 letters.',
  INVENTARISASI_KOSONG: 'There is no active card to look for here.',
  INVENTARISASI_BELUM: 'Some goods are not counted yet. Record them as found or not found.',
  INVENTARISASI_BENTROK: 'Two officers saw different things. Settle that at the desk first.',
  INVENTARISASI_ORANG_SAMA: 'Who approves must be another person than who checked.',
  INVENTARISASI_SUDAH: 'This count is approved already.',
  FOTO_BANYAK: 'A card holds 12 photos at most.',
}
