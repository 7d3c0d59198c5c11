//! `salesdesk deal show`: one deal with its stages, who decides, what is in it, and credit.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::parts::with_page;
use super::{moving, name};
use crate::cli::json::{Writer, rfc3339};
use crate::cli::out::{self, Table};
use crate::cli::report::amounts;
use crate::cli::session::Session;
use crate::cli::show;
use crate::domain::amount;
use crate::domain::course::History;
use crate::domain::credit::Credit;
use crate::domain::deal::{self, Deal};
use crate::domain::deal_line::{self, DealLine};
use crate::domain::deal_person::route;
use crate::domain::page::Page;
use crate::domain::quantity;
use crate::domain::{Noun, Record as _};
use crate::i18n::{Text, field, format, label};
use crate::store::Desk;

/// Show a deal: its stages, who decides, what is in it
#[derive(Args, Debug)]
pub(super) struct Show {
    /// Its id, or the beginning of it
    id: String,
}

/// Fields that are told of a deal beside its line, in order.
const TOLD: &[&str] = &[
    "budget",
    "authority",
    "need",
    "timing",
    "tax",
    "recurring_amount",
    "term_months",
    "contract_on",
    "delivery_on",
    "renewal_on",
    "rank",
    "competitor",
    "win_back_on",
    "note",
];

impl Show {
    pub(super) fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let (deal, page) = with_page(session, desk, &self.id)?;
        let course = session.stored(desk.courses(page.customer.id, session.ms()))?.remove(&deal.id);
        let course = course.unwrap_or_default();
        if session.json {
            return out::json(&Json::Object(whole(session, desk, &page, &deal, &course)?));
        }
        out::say(&format!(
            "{}  {}",
            name(session, desk, &deal)?,
            show::deal_line(session, &page.pipelines, &deal)
        ))?;
        let mut table = Table::default();
        for known in
            TOLD.iter().filter_map(|told| deal::Deal::FIELDS.iter().find(|field| field.name == *told))
        {
            let words = show::shown(session, known, &deal.get(known.code), &deal.currency);
            if !words.is_empty() {
                table.row([field::label(Noun::Deal, known.name, session.lang), &words]);
            }
        }
        for (label, words) in told(session, desk, &page, &deal, &course)? {
            table.row([&label, &words]);
        }
        table.row(["id", &deal.id.to_string()]);
        table.print()
    }
}

/// What is derived of a deal, a line each.
fn told(
    session: &Session,
    desk: &Desk,
    page: &Page,
    deal: &Deal,
    course: &History,
) -> anyhow::Result<Vec<(String, String)>> {
    let lang = session.lang;
    let mut rows = Vec::new();
    for stay in &course.stays {
        let at = Deal { stage: stay.stage.clone(), ..deal.clone() };
        let places = [
            ("n", format::days(stay.days(), lang)),
            ("when", session.moment(stay.from)),
            ("rep", session.stored(desk.rep_name(stay.by))?),
        ];
        let places: Vec<(&str, &str)> = places.iter().map(|(name, words)| (*name, words.as_str())).collect();
        let words = Text::StageStay.fill(lang, &places);
        rows.push((label::stage(&page.pipelines, &at, lang).to_owned(), words));
    }
    if course.slips > 0 {
        let places = [("n", &*course.slips.to_string()), ("day", &course.first_close_on)];
        rows.push((Text::DealSlips.words(lang).to_owned(), Text::DealSlipped.fill(lang, &places)));
    }
    let stops: Vec<String> = route(deal.id, &page.deal_people, &page.people)
        .iter()
        .map(|stop| format!("{} {}", stop.person.name(), label::choice(stop.role, lang)).trim().to_owned())
        .collect();
    if !stops.is_empty() {
        rows.push((Text::DealRoute.words(lang).to_owned(), stops.join(" > ")));
    }
    for line in page.deal_lines.iter().filter(|line| line.deal == Some(deal.id)) {
        rows.push((label::noun(Noun::DealLine, lang).to_owned(), line_words(line)));
    }
    if let Some(words) = credit_words(session, page) {
        rows.push((Text::Credit.words(lang).to_owned(), words));
    }
    Ok(rows)
}

fn line_words(line: &DealLine) -> String {
    let show = |minor: i64| amount::show(minor, &line.currency);
    let many = quantity::written(line.quantity.unwrap_or(quantity::ONE));
    let discount = line.discount.filter(|minor| *minor != 0).map(|minor| format!(" - {}", show(minor)));
    let price = line.unit_price.map(show).unwrap_or_default();
    let total = line.total().map(show).unwrap_or_default();
    let short: String = line.id.to_string().chars().take(23).collect();
    format!("{}  {many} x {price}{}  {total}  {short}", line.product, discount.unwrap_or_default())
}

/// The credit of a customer in words: what is open of the limit, and by how much that is too much.
pub(in crate::cli) fn credit_words(session: &Session, page: &Page) -> Option<String> {
    let credit = Credit::on(page, &session.config.currency)?;
    Some(format::credit(&credit, session.lang))
}

/// The credit of a customer for programs; null where there is no limit.
pub(in crate::cli) fn credit_json(session: &Session, page: &Page) -> Json {
    let Some(credit) = Credit::on(page, &session.config.currency) else { return Json::Null };
    let mut map = amounts("open", &credit.open);
    map.insert("limit".into(), json!(credit.limit));
    map.insert("currency".into(), json!(credit.currency));
    map.insert("over".into(), json!(credit.over().is_some()));
    map.insert("over_by".into(), json!(credit.over().map(|over| over.to_string())));
    Json::Object(map)
}

/// Points out on standard error that open deals come to more than the customer's credit.
pub(super) fn warn_of_credit(session: &Session, page: &Page) {
    if Credit::on(page, &session.config.currency).is_some_and(|credit| credit.over().is_some())
        && let Some(words) = credit_words(session, page)
    {
        session.remark(&format!("{}: {words}", page.customer.name));
    }
}

/// Everything of a deal for programs.
fn whole(
    session: &Session,
    desk: &Desk,
    page: &Page,
    deal: &Deal,
    course: &History,
) -> anyhow::Result<Map<String, Json>> {
    let paces = session.stored(desk.paces())?;
    let Json::Object(mut map) = moving(session, desk, &page.pipelines, deal, paces.get(&deal.id))? else {
        return Ok(Map::new());
    };
    let offset = *session.now.offset();
    let stays = course.stays.iter().map(|stay| {
        Ok(json!({
            "stage": stay.stage,
            "from": rfc3339(stay.from, offset),
            "to": rfc3339(stay.to, offset),
            "days": stay.days(),
            "by": session.stored(desk.rep_name(stay.by))?,
        }))
    });
    map.insert("stages".into(), Json::Array(stays.collect::<anyhow::Result<_>>()?));
    map.insert("slips".into(), json!(course.slips));
    map.insert("first_close_on".into(), json!(course.first_close_on));
    let stops = route(deal.id, &page.deal_people, &page.people).into_iter();
    let stops = stops.map(
        |stop| json!({ "person": stop.person.id.to_string(), "name": stop.person.name(), "role": stop.role }),
    );
    map.insert("route".into(), stops.collect());
    let mine = || page.deal_lines.iter().filter(|line| line.deal == Some(deal.id));
    let writer = Writer::new(session, desk);
    let lines = mine().map(|line| {
        let mut map = writer.record(line)?;
        map.insert("total".into(), json!(line.total()));
        Ok(Json::Object(map))
    });
    map.insert("lines".into(), Json::Array(lines.collect::<anyhow::Result<_>>()?));
    map.extend(amounts("lines_total", &deal_line::sums(mine())));
    map.insert("credit".into(), credit_json(session, page));
    Ok(map)
}
