-- The area inside an outline, so that a card's area can be held against it by the nightly check and on the page alike.

-- Flat at the latitude of each ring's first corner: under 0.1 % off over a few kilometres. Holes are taken away.
create function assets.luas_batas(batas jsonb) returns numeric language sql immutable strict parallel safe set search_path = '' as $$
  with cincin as (
    select row_number() over () as nomor, r.urut = 1 as is_tepi, r.titik
    from jsonb_array_elements(case batas ->> 'type' when 'Polygon' then jsonb_build_array(batas -> 'coordinates') else batas -> 'coordinates' end) as p(bidang),
      jsonb_array_elements(p.bidang) with ordinality as r(titik, urut)
  ), sudut as (
    select c.nomor, c.is_tepi, s.urut,
      (s.sudut ->> 0)::float8 - (c.titik -> 0 ->> 0)::float8 as x, (s.sudut ->> 1)::float8 - (c.titik -> 0 ->> 1)::float8 as y,
      (c.titik -> 0 ->> 1)::float8 as lintang
    from cincin c, jsonb_array_elements(c.titik) with ordinality as s(sudut, urut)
  ), sisi as (
    select nomor, is_tepi, lintang, x * lead(y) over w - lead(x) over w * y as silang from sudut window w as (partition by nomor order by urut)
  ), luas as (
    select is_tepi, abs(sum(silang)) / 2 * cos(radians(min(lintang))) * (111195.08 ^ 2) as m2 from sisi group by nomor, is_tepi
  )
  select round(greatest(coalesce(sum(case when is_tepi then m2 else -m2 end), 0), 0)::numeric, 1) from luas
$$;
comment on function assets.luas_batas(jsonb) is 'Square metres inside a GeoJSON Polygon or MultiPolygon; a degree of the mean earth is 111,195.08 m';

alter table assets.kartu add column luas_batas_m2 numeric generated always as (assets.luas_batas(poligon)) stored;
comment on column assets.kartu.luas_batas_m2 is 'Area inside the outline in m2, counted from it; compared with the area the card names';

alter table assets.periksa_aturan drop constraint periksa_aturan_jenis_check;
alter table assets.periksa_aturan add constraint periksa_aturan_jenis_check check (jenis in ('kosong', 'ganda', 'kurang_dari', 'nilai_nol',
  'tanpa_masa', 'habis_belum_nol', 'rusak_berat', 'ekstra_campur', 'kdp_lama', 'tanggal_lewat', 'bukan_pemda', 'nama_memuat',
  'tidak_ditemukan', 'tanpa_titik', 'luas_beda_batas'));
