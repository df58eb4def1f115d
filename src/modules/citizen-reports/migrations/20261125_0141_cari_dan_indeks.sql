-- Words for search. PostgreSQL's Indonesian dictionary has no stop words, splits "RT 03/RW 05" into 03/rw, and
-- takes kependudukan for nduduk. So words are prepared before they are stemmed, by this function for the
-- index and by domain/search-words.ts for questions; a test holds the two to the same answer.
create function citizen_reports.kata_cari(teks text) returns text language sql immutable parallel safe as $$
  select coalesce(string_agg(case w.kata when 'jl' then 'jalan' when 'jln' then 'jalan' when 'gg' then 'gang' when 'kec' then 'kecamatan' when 'kel' then 'kelurahan' when 'ds' then 'desa' when 'kab' then 'kabupaten' when 'kependudukan' then 'penduduk' when 'pju' then 'lampu' when 'tlp' then 'telepon' when 'telp' then 'telepon' else w.kata end, ' ' order by w.i), '')
  from regexp_split_to_table(
    regexp_replace(
      regexp_replace(
        translate(regexp_replace(normalize(coalesce(teks, ''), nfkd), '[\u0300-\u036f]', '', 'g'),
          'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
        '[^a-z0-9]+', ' ', 'g'),
      '\m(rt|rw|km|blok) ?0*([0-9]{1,4})\M', '\1\2', 'g'),
    ' ') with ordinality as w (kata, i)
  where w.kata <> '' and w.kata <> all (regexp_split_to_array('a adalah admin agar aja akan akibat aku an and anda antara apa apakah assalamualaikum
    atas atau bagaimana bagi bahkan bahwa banget bapak beberapa begini begitu belum berada
    bgt biar bisa blm boleh bu buat bukan cuma dalam dan dapat dari daripada deh demi dengan
    dgn di dia dimana dkk dll dong dr ga gak gue ia iaitu ialah ibu in ini inilah is itu
    itulah iya jadi jangan jg jika juga kadang kalau kali kami kamu kan karena kasih kata ke
    kecuali kemudian kenapa kepada ketika kita kok kpd krn lagi lah lainnya lalu loh maka
    malah mana masih masing mau melalui memang mengapa menjadi menurut mereka meski min mohon
    mungkin namun ngga nggak nih nya of oleh pada padahal pak para pas pd per pernah pula pun
    saat saja salam sama sambil sampai sana sangat saya sdh sebab sebagai sebelum sebuah
    sedang sehingga sejak sekali sekarang selalu selama selamat seluruh sementara semoga
    semua seorang seperti sering serta sesudah setelah setiap sih silakan sini spy suatu
    sudah supaya tadi tak tapi tdk telah tentang terhadap terima terlalu tersebut tetapi the
    tiap tidak to tolong tsb udah untuk utk walau yaitu yakni yang yg yth', '\s+'))
$$;
comment on function citizen_reports.kata_cari is 'Words of a text as search compares them: without marks, stop words and the ways to write an address';

create or replace function citizen_reports.set_cari() returns trigger language plpgsql as $$
begin
  new.cari := setweight(to_tsvector('indonesian', citizen_reports.kata_cari(new.judul)), 'A')
    || to_tsvector('indonesian', citizen_reports.kata_cari(coalesce(new.isi, '') || ' ' || coalesce(new.patokan, '')));
  return new;
end $$;
update citizen_reports.laporan set judul = judul where cari is not null;

-- One index per question people ask of the public list, each in the order of the list. The open ones have
-- laporan_publik_terbuka, which comes with the channels.
drop index citizen_reports.laporan_publik_status;
create index laporan_publik_grup on citizen_reports.laporan (split_part(kategori_kode, '.', 1), diterima_at desc, id desc) where is_publik;
create index laporan_publik_selesai on citizen_reports.laporan (diterima_at desc, id desc)
  where is_publik and cara_tutup in ('dikonfirmasi', 'tanpa_konfirmasi');
create index laporan_publik_dukungan on citizen_reports.laporan (jumlah_dukungan desc, diterima_at desc, id desc) where is_publik;
create index laporan_publik_tenggat on citizen_reports.laporan (tenggat_at, id)
  where is_publik and cara_tutup is null and status <> 'menunggu_konfirmasi';
create index laporan_publik_tenggat_unit on citizen_reports.laporan (unit_kode, tenggat_at, id)
  where is_publik and cara_tutup is null and status <> 'menunggu_konfirmasi';
create index laporan_letak on citizen_reports.laporan using gist (point(lon, lat)) where is_publik and lat is not null;
