-- The trace asks for proposals and lines of the plan by their keys as text.
create index usulan_simpul on planning.usulan ((id::text));
create index rkpd_kunci_simpul on planning.rkpd_kunci ((id::text));
