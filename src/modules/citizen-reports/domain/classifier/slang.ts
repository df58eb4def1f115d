/**
 * Short forms, chat spellings and everyday Javanese that citizens write, mapped to one spelling.
 * Compiled by the project; a word is listed only when its meaning does not depend on context.
 * One line per target word: `target: form form form`.
 */
const GROUPS = `
yang: yg yng yank
tidak: tdk tak tidk gak ga ngga nggak enggak engga ndak gk kagak ora mboten g
sudah: sdh udah udh dah sampun uwis wis sudh
belum: blm blum belom dereng durung
dengan: dgn dg dngn dgan
untuk: utk untk buat gawe kanggo
karena: krn karna krna soale
jangan: jgn jngn ojo
saja: aja sj saj ae wae
sekali: bgt banget bngt bener2 sangat
bapak: bpk pak bpak
ibu: bu ibuk buk
saudara: sdr sdri
saya: sy sya aku gue gua kulo ane
kami: kmi
kita: kt kito
mereka: mrk
anda: sampean panjenengan njenengan
orang: org wong tiyang
rumah: rmh omah griya
dari: dr dri saking teko
pada: pd pda
dalam: dlm dlam
kepada: kpd kpda
seperti: sprti spt kayak kyk kaya
atau: ato atw
juga: jg jga
jika: klo kalo kl klu kalau kalu bila apabila
bagaimana: gimana gmn bgmn bgaimana piye pripun
mengapa: knp kenapa ngapain
kapan: kpn
dimana: dmn dmna
sampai: smp sampe smpe nyampe
hanya: cuma cuman hny
banyak: byk bnyk akeh
lebih: lbh
masih: msh masi tasik
lagi: lg lgi maneh
sekarang: skrg skrng sekarng saiki
kemarin: kmrn kemaren wingi
hari: hr
bulan: bln bulane
tahun: thn th taon
tanggal: tgl tggl
minggu: mgg
malam: mlm mlem bengi
jam: pukul
nomor: no nmr nomer
mohon: mhn moon mohn nyuwun
tolong: tlg tlong tulung
terima_kasih: terimakasih trimakasih makasih mksh tks thx thanks trims suwun matursuwun
selamat: slmt met
salam: assalamualaikum asalamualaikum assalamu asalamu waalaikum wassalam
informasi: info infonya
perbaikan: perbaikin dibenerin benerin dandani
membuat: bikin bikinin
pergi: pigi
lihat: liat ngeliat
bilang: blg ngomong
besar: gede
kecil: cilik
lewat: lwt liwat
depan: dpn ngarep
belakang: blkg blakang mburi
samping: sebelah smping
dekat: dkt deket cedak
tempat: tmpt tmpat
jalan_alamat: jl jln jlan
gang: gg
kelurahan: kel klurahan
kecamatan: kec kcamatan
kabupaten: kab
kota: kt
perumahan: perum
nomor_induk: nik
rukun_tetangga: rt
rukun_warga: rw
masyarakat: masy masyrkt
pemerintah: pemrintah
pemerintah_kota: pemkot pemkab pemda
kendaraan: kndraan kenderaan kendraan
motor: mtr sepedamotor
sampah: smpah sampa
saluran: got selokan parit gorong gorong-gorong
lubang: lobang berlobang bolong berlubang
banjir: bnjir kebanjiran
air_bersih: pdam pam
lampu: lmpu
lampu_jalan: pju
padam: mati pdam-mati
lampu_lalin: traffic trafficlight bangjo
parkir: parkiran
rumah_sakit: rs rsud
puskesmas: pkm puskes
sekolah: skolah sekolahan
anak: ank
kartu_keluarga: kk
ktp: ektp e-ktp ktp-el ktpel
akta: akte
kartu_identitas_anak: kia
vaksin: vaksinasi
bantuan: bantuannya bansos
bantuan_langsung: blt
keluarga_harapan: pkh
miskin: mbr gakin
usaha: umkm
kerja: krja gawean
kerjaan: pekerjaan
uang: duit duwit
bayar: byr
bantu: bntu
tunggu: nunggu ngenteni
beberapa: bbrp bbrapa
setiap: tiap stiap tiap2
semua: smua semuanya kabeh
sama: sm
sering: srg srng
cepat: cpt cepet
lama: lma suwe
takut: tkut
bahaya: bhy
ganggu: ngganggu
dapat: dpt dapet
bisa: bs iso saget
harus: hrs kudu
ingin: pengen pingin pgn
tahu: tau
punya: pny duwe
jadi: jd jdi dadi
kembali: kmbli balik
pakai: pake
sebelum: sblm
setelah: stlh habis
waktu: wkt
tersebut: tsb tsbt
lain: lainnya dll dsb
pohon: phon wit
potong: pangkas rampas perantingan
`

/** Form → the one spelling used for features. */
export const SLANG: ReadonlyMap<string, string> = new Map(
  GROUPS.trim()
    .split('\n')
    .flatMap((line) => {
      const [target = '', forms = ''] = line.split(': ')
      return forms.split(' ').map((form) => [form, target] as const)
    }),
)
