-- What a picture leaves behind beside itself: whose group is whose without a name, and where a voter stands in it.
alter table opinions.gambar add column milik text, add column tempat jsonb;
comment on column opinions.gambar.milik is 'A letter for everybody in the votes, in their order there: their group, or - for who counts in none or in one too small to be told';
comment on column opinions.gambar.tempat is 'Directions and centres of the picture, by which a voter is told their own group after each vote; they follow from the votes';
