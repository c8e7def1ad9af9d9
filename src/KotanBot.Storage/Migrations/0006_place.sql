-- 1: the file was cleaned while its report told a point on the map, so that the place in it was left. When the point is taken
-- back, the file is cleaned again. Nobody knows of files kept before this, so all of them may hold one.
alter table attachment add column keeps_place bigint not null default 0;
update attachment set keeps_place = 1 where state = 'kept';
create index attachment_place on attachment (id) where keeps_place = 1;
