-- level: pusat | bnnp | bnnk. certainty: how sure the list it came from is of the office (sure | likely | unsure), null where nobody said.
alter table satker add column level text not null default 'bnnk';
alter table satker add column certainty text;
update satker set level = 'pusat' where code = 'BNN';
update satker set level = 'bnnp' where code like 'BNNP-%';

-- Whom an office serves: a province (its BNNP) or a kab/kota (a BNNK, or a BNNP other than that of its province).
-- A kab/kota that is not here is served by the office that has its province.
create table satker_area (
    region_code text not null primary key,
    satker_code text not null
);
create index satker_area_satker on satker_area (satker_code);
insert into satker_area (region_code, satker_code)
select region_code, min(code) from satker where region_code is not null group by region_code;
