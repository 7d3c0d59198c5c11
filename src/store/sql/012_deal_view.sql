-- A deal whose amount nobody typed has that of its lines, where all are of one currency, as everywhere else.
DROP VIEW v_deal;

CREATE VIEW v_deal AS
WITH each AS (
    SELECT
        deal, currency,
        CAST((coalesce(quantity, 1000) * unit_price + CASE WHEN coalesce(quantity, 1000) * unit_price < 0 THEN -500 ELSE 500 END) / 1000 AS INTEGER) - coalesce(discount, 0) AS minor
    FROM deal_line
    WHERE gone IS NULL AND deal IS NOT NULL AND unit_price IS NOT NULL
),
lines AS (
    SELECT deal, sum(minor) AS minor, min(coalesce(currency, '')) AS currency
    FROM each WHERE minor BETWEEN -1000000000000 AND 1000000000000
    GROUP BY deal HAVING count(DISTINCT coalesce(currency, '')) = 1
)
SELECT
    lower(substr(hex(t.id), 1, 8) || '-' || substr(hex(t.id), 9, 4) || '-' || substr(hex(t.id), 13, 4) || '-' || substr(hex(t.id), 17, 4) || '-' || substr(hex(t.id), 21)) AS "id",
    CASE WHEN c.id IS NULL THEN NULL ELSE lower(substr(hex(c.id), 1, 8) || '-' || substr(hex(c.id), 9, 4) || '-' || substr(hex(c.id), 13, 4) || '-' || substr(hex(c.id), 17, 4) || '-' || substr(hex(c.id), 21)) END AS "customer_id",
    c.name AS "customer",
    t.title AS "title",
    coalesce(nullif(t.pipeline, ''), 'standard') AS "pipeline",
    t.stage AS "stage",
    CASE WHEN t.stage IN ('won', 'lost', 'hold') THEN t.stage WHEN t.stage IN ('lead', 'approach', 'hearing', 'proposal', 'quote', 'negotiation', 'verbal') THEN 'open' WHEN s.flag IN ('won', 'lost', 'hold') THEN s.flag ELSE 'open' END AS "flag",
    CASE WHEN coalesce(CASE WHEN l.minor IS NULL THEN t.currency ELSE l.currency END, '') IN ('JPY', 'KRW') THEN coalesce(t.amount, l.minor) ELSE coalesce(t.amount, l.minor) / 100.0 END AS "amount",
    coalesce(t.amount, l.minor) AS "amount_minor",
    CASE WHEN l.minor IS NULL THEN t.currency ELSE l.currency END AS "currency",
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
LEFT JOIN lines AS l ON l.deal = t.id AND t.amount IS NULL
LEFT JOIN stage AS s ON trim(s.code) = t.stage AND trim(s.pipeline) = coalesce(nullif(t.pipeline, ''), 'standard')
LEFT JOIN customer AS m ON m.id = t.customer
LEFT JOIN customer AS c ON c.id = CASE WHEN m.unlisted IS NULL THEN m.id ELSE m.face END AND c.unlisted IS NULL
WHERE t.gone IS NULL;
