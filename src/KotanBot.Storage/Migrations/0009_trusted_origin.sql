-- Origins of web pages that were named when a token was generated. A browser asks before it sends the token (a preflight),
-- so the pages allowed to come must be known without one, and after a restart too.
create table trusted_origin (
    origin text not null primary key,
    trusted_at bigint not null
);
