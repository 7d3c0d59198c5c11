-- Views of the book for programs that only read: names, columns and meanings stay as they are.
-- Ids are text as everywhere else, moments ISO in UTC, amounts decimal with their currency beside them.
-- Who was deleted or erased is in none of them; who was made one with somebody stands under that id.
-- Calls count by the flags of outcomes, as reports do.

CREATE VIEW v_rep AS
SELECT
    lower(substr(hex(t.id), 1, 8) || '-' || substr(hex(t.id), 9, 4) || '-' || substr(hex(t.id), 13, 4) || '-' || substr(hex(t.id), 17, 4) || '-' || substr(hex(t.id), 21)) AS "id",
    t."name" AS "name",
    t."initials" AS "initials",
    t."team" AS "team"
FROM rep AS t WHERE t.gone IS NULL;

CREATE VIEW v_customer AS
SELECT
    lower(substr(hex(t.id), 1, 8) || '-' || substr(hex(t.id), 9, 4) || '-' || substr(hex(t.id), 13, 4) || '-' || substr(hex(t.id), 17, 4) || '-' || substr(hex(t.id), 21)) AS "id",
    t."code" AS "code",
    t."name" AS "name",
    t."kana" AS "kana",
    t."kind" AS "kind",
    t."rank" AS "rank",
    t."lifecycle" AS "lifecycle",
    coalesce(t.vip, 0) AS "vip",
    CASE WHEN t.owner IS NULL THEN NULL ELSE lower(substr(hex(t.owner), 1, 8) || '-' || substr(hex(t.owner), 9, 4) || '-' || substr(hex(t.owner), 13, 4) || '-' || substr(hex(t.owner), 17, 4) || '-' || substr(hex(t.owner), 21)) END AS "owner_id",
    (SELECT r.name FROM rep AS r WHERE r.id = t.owner) AS "owner",
    t."team" AS "team",
    t."site" AS "site",
    t."postal_code" AS "postal_code",
    t."region" AS "region",
    t."city" AS "city",
    t."address" AS "address",
    t."country" AS "country",
    t."industry" AS "industry",
    t."business" AS "business",
    t."size_class" AS "size_class",
    t."employees" AS "employees",
    t."founded_year" AS "founded_year",
    t."fiscal_month" AS "fiscal_month",
    t."corporate_number" AS "corporate_number",
    t."source" AS "source",
    t."source_detail" AS "source_detail",
    t."first_touch_on" AS "first_touch_on",
    t."currency" AS "currency",
    CASE WHEN coalesce(t.currency, 'JPY') IN ('JPY', 'KRW') THEN t.capital ELSE t.capital / 100.0 END AS "capital",
    CASE WHEN coalesce(t.currency, 'JPY') IN ('JPY', 'KRW') THEN t.annual_sales ELSE t.annual_sales / 100.0 END AS "annual_sales",
    strftime('%Y-%m-%dT%H:%M:%SZ', t.next_at / 1000, 'unixepoch') AS "next_at",
    strftime('%Y-%m-%dT%H:%M:%SZ', (t.born >> 16) / 1000, 'unixepoch') AS "made_at"
FROM customer AS t WHERE t.unlisted IS NULL;

CREATE VIEW v_person AS
SELECT
    lower(substr(hex(t.id), 1, 8) || '-' || substr(hex(t.id), 9, 4) || '-' || substr(hex(t.id), 13, 4) || '-' || substr(hex(t.id), 17, 4) || '-' || substr(hex(t.id), 21)) AS "id",
    lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4) || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4) || '-' || substr(hex(c.id), 21)) AS "customer_id",
    c.name AS "customer",
    t."full_name" AS "full_name",
    t."family" AS "family",
    t."given" AS "given",
    t."family_kana" AS "family_kana",
    t."given_kana" AS "given_kana",
    t."department" AS "department",
    t."job_title" AS "job_title",
    t."role" AS "role",
    t."occupation" AS "occupation",
    t."birth_date" AS "birth_date",
    t."age_band" AS "age_band",
    t."gender" AS "gender",
    t."source" AS "source",
    coalesce(t."left", 0) AS "has_left"
FROM person AS t
LEFT JOIN customer AS m ON m.id = t.customer
LEFT JOIN customer AS c ON c.id = CASE WHEN m.unlisted IS NULL THEN m.id ELSE m.face END AND c.unlisted IS NULL
WHERE t.gone IS NULL AND c.id IS NOT NULL;

CREATE VIEW v_contact_point AS
SELECT
    lower(substr(hex(t.id), 1, 8) || '-' || substr(hex(t.id), 9, 4) || '-' || substr(hex(t.id), 13, 4) || '-' || substr(hex(t.id), 17, 4) || '-' || substr(hex(t.id), 21)) AS "id",
    lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4) || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4) || '-' || substr(hex(c.id), 21)) AS "customer_id",
    CASE WHEN t.person IS NULL THEN NULL ELSE lower(substr(hex(t.person), 1, 8) || '-' || substr(hex(t.person), 9, 4) || '-' || substr(hex(t.person), 13, 4) || '-' || substr(hex(t.person), 17, 4) || '-' || substr(hex(t.person), 21)) END AS "person_id",
    t."kind" AS "kind",
    t."raw" AS "raw",
    t."normal" AS "normal",
    t."label" AS "label",
    t."state" AS "state"
FROM contact_point AS t
LEFT JOIN customer AS m ON m.id = t.customer
LEFT JOIN customer AS c ON c.id = CASE WHEN m.unlisted IS NULL THEN m.id ELSE m.face END AND c.unlisted IS NULL
WHERE t.gone IS NULL AND c.id IS NOT NULL;

CREATE VIEW v_tag AS
SELECT
    lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4) || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4) || '-' || substr(hex(c.id), 21)) AS "customer_id",
    c.name AS "customer",
    t.name AS "tag"
FROM tag AS t
LEFT JOIN customer AS m ON m.id = t.customer
LEFT JOIN customer AS c ON c.id = CASE WHEN m.unlisted IS NULL THEN m.id ELSE m.face END AND c.unlisted IS NULL
WHERE t.gone IS NULL AND c.id IS NOT NULL AND t.name IS NOT NULL;

CREATE VIEW v_activity AS
SELECT
    lower(substr(hex(t.id), 1, 8) || '-' || substr(hex(t.id), 9, 4) || '-' || substr(hex(t.id), 13, 4) || '-' || substr(hex(t.id), 17, 4) || '-' || substr(hex(t.id), 21)) AS "id",
    CASE WHEN c.id IS NULL THEN NULL ELSE lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4) || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4) || '-' || substr(hex(c.id), 21)) END AS "customer_id",
    CASE WHEN t.person IS NULL THEN NULL ELSE lower(substr(hex(t.person), 1, 8) || '-' || substr(hex(t.person), 9, 4) || '-' || substr(hex(t.person), 13, 4) || '-' || substr(hex(t.person), 17, 4) || '-' || substr(hex(t.person), 21)) END AS "person_id",
    CASE WHEN t.deal IS NULL THEN NULL ELSE lower(substr(hex(t.deal), 1, 8) || '-' || substr(hex(t.deal), 9, 4) || '-' || substr(hex(t.deal), 13, 4) || '-' || substr(hex(t.deal), 17, 4) || '-' || substr(hex(t.deal), 21)) END AS "deal_id",
    CASE WHEN t.list IS NULL THEN NULL ELSE lower(substr(hex(t.list), 1, 8) || '-' || substr(hex(t.list), 9, 4) || '-' || substr(hex(t.list), 13, 4) || '-' || substr(hex(t.list), 17, 4) || '-' || substr(hex(t.list), 21)) END AS "list_id",
    t.kind AS "kind",
    strftime('%Y-%m-%dT%H:%M:%SZ', t.at / 1000, 'unixepoch') AS "at",
    strftime('%Y-%m-%d', (t.at / 1000 + coalesce(CASE WHEN t.zone BETWEEN -720 AND 840 THEN t.zone END, 0) * 60), 'unixepoch') AS "local_on",
    CAST(strftime('%H', (t.at / 1000 + coalesce(CASE WHEN t.zone BETWEEN -720 AND 840 THEN t.zone END, 0) * 60), 'unixepoch') AS INTEGER) AS "local_hour",
    t.zone AS "zone_minutes",
    t.direction AS "direction",
    t.outcome AS "outcome",
    t.reach AS "reach",
    t.duration AS "seconds",
    CASE WHEN t.rep IS NULL THEN NULL ELSE lower(substr(hex(t.rep), 1, 8) || '-' || substr(hex(t.rep), 9, 4) || '-' || substr(hex(t.rep), 13, 4) || '-' || substr(hex(t.rep), 17, 4) || '-' || substr(hex(t.rep), 21)) END AS "rep_id",
    (SELECT r.name FROM rep AS r WHERE r.id = t.rep) AS "rep",
    t.subject AS "subject",
    t.note AS "note"
FROM activity AS t
LEFT JOIN customer AS m ON m.id = t.customer
LEFT JOIN customer AS c ON c.id = CASE WHEN m.unlisted IS NULL THEN m.id ELSE m.face END AND c.unlisted IS NULL
WHERE t.gone IS NULL;

CREATE VIEW v_call_outcome AS
WITH standard (code, en, ja, reach, attempt, connected, decider, appointment, won, suppress) AS (
    VALUES
        ('NA', 'No answer', '不通（応答なし）', 0, 1, 0, 0, 0, 0, 0),
        ('BUSY', 'Busy', '話中', 0, 1, 0, 0, 0, 0, 0),
        ('VM', 'Voicemail, message left', '留守電（伝言あり）', 0, 1, 0, 0, 0, 0, 0),
        ('VMN', 'Machine, no message', '留守電（伝言なし）', 0, 1, 0, 0, 0, 0, 0),
        ('ABS', 'Person absent, call again', '担当者不在（再架電）', 1, 1, 1, 0, 0, 0, 0),
        ('ABSX', 'Person absent, do not chase', '担当者不在（終了）', 1, 1, 1, 0, 0, 0, 0),
        ('GK', 'Refused at reception', '受付拒否（受付NG）', 1, 1, 1, 0, 0, 0, 0),
        ('CB', 'Callback agreed', '再架電（折り返し約束）', 1, 1, 1, 0, 0, 0, 0),
        ('TALK', 'Talked, continue', '通話・検討中', 3, 1, 1, 1, 0, 0, 0),
        ('HOT', 'Prospect', '見込み', 3, 1, 1, 1, 0, 0, 0),
        ('DOC', 'Send material', '資料送付', 3, 1, 1, 0, 0, 0, 0),
        ('APPT', 'Appointment', 'アポ獲得', 5, 1, 1, 1, 1, 0, 0),
        ('WON', 'Order', '受注・成約', 5, 1, 1, 1, 0, 1, 0),
        ('NI', 'Not interested', 'お断り（担当NG）', 2, 1, 1, 1, 0, 0, 0),
        ('NQ', 'Not a fit', '対象外', 2, 1, 1, 0, 0, 0, 0),
        ('DNC', 'Do not call', '架電禁止（架電止め）', 1, 1, 1, 0, 0, 0, 1),
        ('CLAIM', 'Complaint', 'クレーム', 1, 1, 1, 0, 0, 0, 1),
        ('DEAD', 'Number not in service', '現アナ（現在使われていない）', 0, 1, 0, 0, 0, 0, 0),
        ('FAX', 'Fax tone', 'FAX', 0, 1, 0, 0, 0, 0, 0),
        ('WRONG', 'Wrong number', '番号違い', 0, 1, 0, 0, 0, 0, 0),
        ('LEFT', 'Person has left', '退職・異動', 1, 1, 1, 0, 0, 0, 0),
        ('DUP', 'Duplicate', '重複', NULL, 0, 0, 0, 0, 0, 0),
        ('SKIP', 'Later', '後回し', NULL, 0, 0, 0, 0, 0, 0),
        ('ERR', 'Mistake or line fault', '誤操作・通信不良', NULL, 0, 0, 0, 0, 0, 0)
),
-- A dropped one goes on counting calls it was given to; of two with one code that which is kept, else the
-- newer, is it.
own AS (
    SELECT trim(code) AS code, en, ja, reach, attempt, connected, decider, also, gone,
        max((gone IS NULL) || hex(id)) AS newest
    FROM outcome WHERE list IS NULL AND trim(coalesce(code, '')) <> '' GROUP BY upper(trim(code))
)
SELECT
    s.code AS "code",
    CASE WHEN coalesce(o.en, o.ja) IS NULL THEN s.en ELSE coalesce(o.en, '') END AS "en",
    CASE WHEN coalesce(o.en, o.ja) IS NULL THEN s.ja ELSE coalesce(o.ja, '') END AS "ja",
    CASE WHEN o.code IS NULL OR s.suppress THEN s.attempt ELSE coalesce(o.attempt, 0) END AS "attempt",
    CASE WHEN o.code IS NULL OR s.suppress THEN s.connected ELSE coalesce(o.connected, 0) END AS "connected",
    CASE WHEN o.code IS NULL OR s.suppress THEN s.decider ELSE coalesce(o.decider, 0) END AS "decider",
    CASE WHEN o.code IS NULL OR s.suppress THEN s.appointment ELSE coalesce(o.also, '') = 'meeting' END AS "appointment",
    CASE WHEN o.code IS NULL OR s.suppress THEN s.won ELSE coalesce(o.also, '') = 'won' END AS "won"
FROM standard AS s LEFT JOIN own AS o ON o.code = s.code COLLATE NOCASE AND o.gone IS NULL
UNION ALL
SELECT
    o.code, coalesce(o.en, ''), coalesce(o.ja, ''), coalesce(o.attempt, 0), coalesce(o.connected, 0),
    coalesce(o.decider, 0), coalesce(o.also, '') = 'meeting', coalesce(o.also, '') = 'won'
FROM own AS o WHERE NOT EXISTS (SELECT 1 FROM standard AS s WHERE s.code = o.code COLLATE NOCASE);

CREATE VIEW v_call AS
SELECT
    a.id AS "id", a.customer_id AS "customer_id", a.person_id AS "person_id", a.deal_id AS "deal_id",
    a.list_id AS "list_id", a.at AS "at", a.local_on AS "local_on", a.local_hour AS "local_hour",
    coalesce(a.direction, 'out') AS "direction", a.rep_id AS "rep_id", a.rep AS "rep", a.outcome AS "outcome",
    coalesce(o.attempt, 0) AS "attempt", coalesce(o.connected, 0) AS "connected",
    coalesce(o.decider, 0) AS "decider", coalesce(a.reach, 0) >= 3 AS "talk",
    coalesce(o.appointment, 0) AS "appointment", coalesce(o.won, 0) AS "won",
    min(max(coalesce(a.seconds, 0), 0), 86400) AS "seconds"
FROM v_activity AS a LEFT JOIN v_call_outcome AS o ON o.code = a.outcome
WHERE a.kind = 'call';

CREATE VIEW v_deal AS
SELECT
    lower(substr(hex(t.id), 1, 8) || '-' || substr(hex(t.id), 9, 4) || '-' || substr(hex(t.id), 13, 4) || '-' || substr(hex(t.id), 17, 4) || '-' || substr(hex(t.id), 21)) AS "id",
    CASE WHEN c.id IS NULL THEN NULL ELSE lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4) || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4) || '-' || substr(hex(c.id), 21)) END AS "customer_id",
    c.name AS "customer",
    t.title AS "title",
    coalesce(nullif(t.pipeline, ''), 'standard') AS "pipeline",
    t.stage AS "stage",
    CASE WHEN t.stage IN ('won', 'lost', 'hold') THEN t.stage WHEN t.stage IN ('lead', 'approach', 'hearing', 'proposal', 'quote', 'negotiation', 'verbal') THEN 'open' WHEN s.flag IN ('won', 'lost', 'hold') THEN s.flag ELSE 'open' END AS "flag",
    CASE WHEN coalesce(t.currency, '') IN ('JPY', 'KRW') THEN t.amount ELSE t.amount / 100.0 END AS "amount",
    t.amount AS "amount_minor",
    t.currency AS "currency",
    min(max(coalesce(t.probability, CASE WHEN s.id IS NULL THEN CASE t.stage WHEN 'lead' THEN 5 WHEN 'approach' THEN 10 WHEN 'hearing' THEN 20 WHEN 'proposal' THEN 40 WHEN 'quote' THEN 60 WHEN 'negotiation' THEN 75 WHEN 'verbal' THEN 90 WHEN 'won' THEN 100 END ELSE s.probability END, 0), 0), 100) AS "probability",
    t.forecast AS "forecast",
    t.opened_on AS "opened_on",
    t.close_on AS "close_on",
    t.closed_on AS "closed_on",
    CASE WHEN t.owner IS NULL THEN NULL ELSE lower(substr(hex(t.owner), 1, 8) || '-' || substr(hex(t.owner), 9, 4) || '-' || substr(hex(t.owner), 13, 4) || '-' || substr(hex(t.owner), 17, 4) || '-' || substr(hex(t.owner), 21)) END AS "owner_id",
    (SELECT r.name FROM rep AS r WHERE r.id = t.owner) AS "owner",
    t.kind AS "kind",
    t.product AS "product",
    t.source AS "source",
    t.competitor AS "competitor",
    t.lost_reason AS "lost_reason",
    t.won_reason AS "won_reason",
    t.win_back_on AS "win_back_on",
    strftime('%Y-%m-%dT%H:%M:%SZ', (t.born >> 16) / 1000, 'unixepoch') AS "made_at"
FROM deal AS t
LEFT JOIN stage AS s ON trim(s.code) = t.stage AND trim(s.pipeline) = coalesce(nullif(t.pipeline, ''), 'standard')
LEFT JOIN customer AS m ON m.id = t.customer
LEFT JOIN customer AS c ON c.id = CASE WHEN m.unlisted IS NULL THEN m.id ELSE m.face END AND c.unlisted IS NULL
WHERE t.gone IS NULL;

CREATE VIEW v_purchase AS
SELECT
    lower(substr(hex(t.id), 1, 8) || '-' || substr(hex(t.id), 9, 4) || '-' || substr(hex(t.id), 13, 4) || '-' || substr(hex(t.id), 17, 4) || '-' || substr(hex(t.id), 21)) AS "id",
    CASE WHEN c.id IS NULL THEN NULL ELSE lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4) || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4) || '-' || substr(hex(c.id), 21)) END AS "customer_id",
    c.name AS "customer",
    t.product AS "product",
    t.product_code AS "product_code",
    strftime('%Y-%m-%dT%H:%M:%SZ', t.at / 1000, 'unixepoch') AS "at",
    strftime('%Y-%m-%d', (t.at / 1000 + coalesce(CASE WHEN t.zone BETWEEN -720 AND 840 THEN t.zone END, 0) * 60), 'unixepoch') AS "local_on",
    t.quantity / 1000.0 AS "quantity",
    CASE WHEN coalesce(t.currency, '') IN ('JPY', 'KRW') THEN t.unit_price ELSE t.unit_price / 100.0 END AS "unit_price",
    CASE WHEN coalesce(t.currency, '') IN ('JPY', 'KRW') THEN t.discount ELSE t.discount / 100.0 END AS "discount",
    CASE WHEN coalesce(t.currency, '') IN ('JPY', 'KRW') THEN coalesce(t.amount, CAST((t.quantity * t.unit_price + CASE WHEN t.quantity * t.unit_price < 0 THEN -500 ELSE 500 END) / 1000 AS INTEGER) - coalesce(t.discount, 0)) ELSE coalesce(t.amount, CAST((t.quantity * t.unit_price + CASE WHEN t.quantity * t.unit_price < 0 THEN -500 ELSE 500 END) / 1000 AS INTEGER) - coalesce(t.discount, 0)) / 100.0 END AS "amount",
    coalesce(t.amount, CAST((t.quantity * t.unit_price + CASE WHEN t.quantity * t.unit_price < 0 THEN -500 ELSE 500 END) / 1000 AS INTEGER) - coalesce(t.discount, 0)) AS "amount_minor",
    t.currency AS "currency",
    t.number AS "number",
    t.staff AS "staff",
    t.payment AS "payment",
    t.channel AS "channel",
    t.delivered_on AS "delivered_on"
FROM purchase AS t
LEFT JOIN customer AS m ON m.id = t.customer
LEFT JOIN customer AS c ON c.id = CASE WHEN m.unlisted IS NULL THEN m.id ELSE m.face END AND c.unlisted IS NULL
WHERE t.gone IS NULL;

CREATE VIEW v_next_step AS
SELECT
    lower(substr(hex(t.id), 1, 8) || '-' || substr(hex(t.id), 9, 4) || '-' || substr(hex(t.id), 13, 4) || '-' || substr(hex(t.id), 17, 4) || '-' || substr(hex(t.id), 21)) AS "id",
    lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4) || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4) || '-' || substr(hex(c.id), 21)) AS "customer_id",
    c.name AS "customer",
    CASE WHEN t.person IS NULL THEN NULL ELSE lower(substr(hex(t.person), 1, 8) || '-' || substr(hex(t.person), 9, 4) || '-' || substr(hex(t.person), 13, 4) || '-' || substr(hex(t.person), 17, 4) || '-' || substr(hex(t.person), 21)) END AS "person_id",
    t.kind AS "kind",
    strftime('%Y-%m-%dT%H:%M:%SZ', t.due_at / 1000, 'unixepoch') AS "due_at",
    strftime('%Y-%m-%dT%H:%M:%SZ', t.done_at / 1000, 'unixepoch') AS "done_at",
    CASE WHEN t.owner IS NULL THEN NULL ELSE lower(substr(hex(t.owner), 1, 8) || '-' || substr(hex(t.owner), 9, 4) || '-' || substr(hex(t.owner), 13, 4) || '-' || substr(hex(t.owner), 17, 4) || '-' || substr(hex(t.owner), 21)) END AS "owner_id",
    (SELECT r.name FROM rep AS r WHERE r.id = t.owner) AS "owner",
    t."text" AS "text"
FROM next_step AS t
LEFT JOIN customer AS m ON m.id = t.customer
LEFT JOIN customer AS c ON c.id = CASE WHEN m.unlisted IS NULL THEN m.id ELSE m.face END AND c.unlisted IS NULL
WHERE t.gone IS NULL AND c.id IS NOT NULL;

CREATE VIEW v_list_entry AS
SELECT
    lower(substr(hex(t.list), 1, 8) || '-' || substr(hex(t.list), 9, 4) || '-' || substr(hex(t.list), 13, 4) || '-' || substr(hex(t.list), 17, 4) || '-' || substr(hex(t.list), 21)) AS "list_id",
    l.name AS "list",
    lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4) || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4) || '-' || substr(hex(c.id), 21)) AS "customer_id",
    c.name AS "customer",
    CASE WHEN t.rep IS NULL THEN NULL ELSE lower(substr(hex(t.rep), 1, 8) || '-' || substr(hex(t.rep), 9, 4) || '-' || substr(hex(t.rep), 13, 4) || '-' || substr(hex(t.rep), 17, 4) || '-' || substr(hex(t.rep), 21)) END AS "rep_id",
    (SELECT r.name FROM rep AS r WHERE r.id = t.rep) AS "rep",
    strftime('%Y-%m-%dT%H:%M:%SZ', t.closed_at / 1000, 'unixepoch') AS "closed_at"
FROM entry AS t
JOIN call_list AS l ON l.id = t.list AND l.gone IS NULL
LEFT JOIN customer AS m ON m.id = t.customer
LEFT JOIN customer AS c ON c.id = CASE WHEN m.unlisted IS NULL THEN m.id ELSE m.face END AND c.unlisted IS NULL
WHERE t.gone IS NULL AND c.id IS NOT NULL;

CREATE VIEW v_own_value AS
SELECT
    CASE WHEN c.id IS NULL THEN NULL ELSE lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4) || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4) || '-' || substr(hex(c.id), 21)) END AS "customer_id",
    CASE WHEN t.record IS NULL THEN NULL ELSE lower(substr(hex(t.record), 1, 8) || '-' || substr(hex(t.record), 9, 4) || '-' || substr(hex(t.record), 13, 4) || '-' || substr(hex(t.record), 17, 4) || '-' || substr(hex(t.record), 21)) END AS "record_id",
    f."of" AS "of",
    f.name AS "field",
    coalesce(nullif(t.normal, ''), t.raw) AS "value",
    t.raw AS "raw"
FROM custom_value AS t
JOIN custom_field AS f ON f.id = t.field AND f.gone IS NULL AND f.name IS NOT NULL
LEFT JOIN customer AS m ON m.id = t.customer
LEFT JOIN customer AS c ON c.id = CASE WHEN m.unlisted IS NULL THEN m.id ELSE m.face END AND c.unlisted IS NULL
WHERE t.gone IS NULL AND c.id IS NOT NULL;
