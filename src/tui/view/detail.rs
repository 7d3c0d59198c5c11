//! The selected customer: who they are, what is next, who to ask for, and what happened.
//!
//! Rows are built as pieces of text first, each knowing which item it stands for, so that the
//! cursor, scrolling and drawing agree.

use ratatui::layout::Rect;

use super::each_row;
use super::pen::{Pen, Span};
use crate::app::desk::{Focus, Item};
use crate::domain::Noun;
use crate::domain::activity::Activity;
use crate::domain::amount;
use crate::domain::consent;
use crate::domain::contact::{Refusal, may_contact};
use crate::domain::contact_point::ContactPoint;
use crate::domain::credit::Credit;
use crate::domain::deal::Deal;
use crate::domain::deal_line::DealLine;
use crate::domain::deal_person::route;
use crate::domain::inquiry::Inquiry;
use crate::domain::next_step::NextStep;
use crate::domain::organisation::{Place, tree};
use crate::domain::page::{Own, Page};
use crate::domain::pipeline::Pipelines;
use crate::domain::purchase::Purchase;
use crate::domain::quantity;
use crate::domain::question::Question;
use crate::domain::stage::StageFlag;
use crate::domain::subscription::Subscription;
use crate::i18n::{Lang, Text, block, field, format, label};
use crate::tui::theme::Role;

/// Cells of the labels on the left.
const LABEL: usize = 8;
/// Cells on the left for the marker of the selected row.
const GUTTER: u16 = 2;
/// Steps of an organisation that are shown as steps.
const DEEPEST: usize = 4;
/// Lines of purchases shown.
const PURCHASES: usize = 3;
/// Fields of the desk's own shown.
const OWN: usize = 5;

/// A row of the page.
struct Row {
    item: Option<Item>,
    spans: Vec<Span>,
    rule: bool,
    /// Items that stand for one piece of text each, and where among the pieces.
    pieces: Vec<(Item, usize)>,
}

impl Row {
    const fn of(item: Item, spans: Vec<Span>) -> Self {
        Self { item: Some(item), spans, rule: false, pieces: Vec::new() }
    }

    /// Says whether an item stands on it.
    fn holds(&self, item: Option<Item>) -> bool {
        item.is_some() && (self.item == item || self.piece(item).is_some())
    }

    /// The piece of text that stands for an item.
    fn piece(&self, item: Option<Item>) -> Option<usize> {
        self.pieces.iter().find(|(known, _)| Some(*known) == item).map(|(_, at)| *at)
    }
}

/// Draws the page, or what the list knows while the page is being read.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect) {
    let app = pen.app;
    let Some(line) = app.desk.line() else { return };
    let Some(page) = app.desk.page() else {
        let text = Rect { x: area.x + GUTTER, width: area.width.saturating_sub(GUTTER + 1), ..area };
        pen.put(text, Role::Title, &line.name);
        return;
    };
    let rows = rows(pen, page);
    let selected = app.desk.item();
    let at = rows.iter().position(|row| row.holds(selected)).unwrap_or(0);
    let height = usize::from(area.height).max(1);
    let first = (at + 3).saturating_sub(height).min(rows.len().saturating_sub(height));
    for (area, row) in each_row(area).zip(rows.iter().skip(first)) {
        draw_row(pen, area, row, selected);
    }
}

fn draw_row(pen: &mut Pen<'_>, area: Rect, row: &Row, selected: Option<Item>) {
    let text = Rect { x: area.x + GUTTER, width: area.width.saturating_sub(GUTTER + 1), ..area };
    if row.rule {
        pen.rule(text, &row.spans);
        return;
    }
    let here = pen.app.desk.focus == Focus::Detail && row.holds(selected);
    pen.marker(area, here);
    let piece = row.piece(selected);
    let shown = |(at, (role, text)): (usize, &Span)| {
        let chosen = here && piece.is_none_or(|piece| piece == at);
        (if chosen { Role::Selection } else { *role }, text.clone())
    };
    let spans: Vec<Span> = row.spans.iter().enumerate().map(shown).collect();
    pen.row(text, &spans);
}

/// Draws a page without its title, from its `top`th line on.
pub(super) fn below_title(pen: &mut Pen<'_>, page: &Page, top: usize, area: Rect) {
    let rows = body(pen, page, false);
    let first = top.min(rows.len().saturating_sub(usize::from(area.height)));
    for (area, row) in each_row(area).zip(rows.iter().skip(first)) {
        draw_row(pen, area, row, None);
    }
}

fn rows(pen: &Pen<'_>, page: &Page) -> Vec<Row> {
    if let Some(at) = page.erased {
        return vec![plain(erased(pen, at))];
    }
    let mut rows = vec![plain(title(pen, page))];
    rows.extend(body(pen, page, true));
    rows
}

/// All that is told of somebody erased.
fn erased(pen: &Pen<'_>, at: i64) -> Vec<Span> {
    let day = format::day(format::local(at, pen.look.now), pen.look.now, pen.lang());
    vec![(Role::Dim, Text::ErasedOn.fill(pen.lang(), &[("day", &day)]))]
}

/// What stands below the title; `tried` tells how often they were tried since somebody was reached.
fn body(pen: &Pen<'_>, page: &Page, tried: bool) -> Vec<Row> {
    let lang = pen.lang();
    let mut rows: Vec<Row> = Vec::new();
    rows.extend(page.complaint().map(|one| plain(complaint(pen, one))));
    rows.extend(blocks(pen, page).map(plain));
    rows.extend(facts(page, lang).map(plain));
    rows.extend(section(Text::SectionNumbers, lang, &page.contact_points, |point| {
        (Item { noun: Noun::ContactPoint, id: point.id }, contact_point(pen, point, page))
    }));
    let open: Vec<&NextStep> = page.next_steps.iter().filter(|step| step.open()).collect();
    if open.is_empty() {
        rows.push(plain(labelled(
            Text::SectionNext.words(lang),
            vec![(Role::Dim, Text::NoNextStep.words(lang).into())],
        )));
    }
    rows.extend(section(Text::SectionNext, lang, &open, |step| {
        (Item { noun: Noun::NextStep, id: step.id }, next_step(pen, step))
    }));
    let inquiries: Vec<&Inquiry> = page.open_inquiries().collect();
    rows.extend(section(Text::SectionInquiries, lang, &inquiries, |one| {
        (Item { noun: Noun::Inquiry, id: one.id }, inquiry(pen, one))
    }));
    rows.extend(section(Text::SectionPeople, lang, &tree(&page.people), |place| {
        (Item { noun: Noun::Person, id: place.person.id }, person(place, lang))
    }));
    rows.extend(deals(pen, page));
    rows.extend(section(Text::SectionSubscriptions, lang, &page.subscriptions, |one| {
        (Item { noun: Noun::Subscription, id: one.id }, subscription(pen, one))
    }));
    rows.extend(credit(pen, page).into_iter().map(plain));
    let worth = format::worth(page, lang).into_iter().enumerate().map(|(at, words)| {
        let label = if at == 0 { Text::SectionWorth.words(lang) } else { "" };
        plain(labelled(label, vec![(Role::Text, words)]))
    });
    rows.extend(worth);
    rows.extend(purchases(pen, page));
    rows.extend(consents(page, lang).map(plain));
    rows.extend(own(page, lang).into_iter().map(plain));
    rows.extend(answers(pen, page).into_iter().map(plain));
    if !page.tags.is_empty() {
        let tags: Vec<&str> = page.tags.iter().map(|tag| label::tag(&tag.name, lang)).collect();
        rows.push(plain(labelled(Text::SectionTags.words(lang), vec![(Role::Text, tags.join(" / "))])));
    }
    rows.extend(timeline(pen, page, tried));
    rows
}

const fn plain(spans: Vec<Span>) -> Row {
    Row { item: None, spans, rule: false, pieces: Vec::new() }
}

fn labelled(label: &str, spans: Vec<Span>) -> Vec<Span> {
    let label = super::parts::pad(label, LABEL, super::parts::Side::Left);
    [(Role::Dim, label)].into_iter().chain(spans).collect()
}

/// A section's rows: its label stands on the first one.
fn section<'a, T>(
    label: Text,
    lang: Lang,
    items: &'a [T],
    row: impl Fn(&'a T) -> (Item, Vec<Span>) + 'a,
) -> impl Iterator<Item = Row> + 'a {
    items.iter().enumerate().map(move |(at, one)| {
        let (item, spans) = row(one);
        let label = if at == 0 { label.words(lang) } else { "" };
        Row::of(item, labelled(label, spans))
    })
}

/// Who it is, in one line.
pub(super) fn title(pen: &Pen<'_>, page: &Page) -> Vec<Span> {
    let (customer, lang) = (&page.customer, pen.lang());
    let mut spans = vec![(Role::Title, customer.name.clone())];
    if !customer.kana.is_empty() {
        spans.push((Role::Dim, format!("  {}", customer.kana)));
    }
    if !customer.rank.is_empty() {
        spans.push((Role::Act, format!("  {}", Text::RankIs.fill(lang, &[("rank", &customer.rank)]))));
    }
    if customer.owner.is_some() {
        let mine = customer.owner == pen.app.setting.rep;
        let words = if mine { Text::Mine.words(lang) } else { page.initials(customer.owner) };
        spans.push((Role::Dim, format!("  {words}")));
    }
    if customer.vip {
        spans.push((Role::Act, "  VIP".into()));
    }
    spans
}

/// Every live block, with who took it down and when.
fn blocks<'a>(pen: &'a Pen<'_>, page: &'a Page) -> impl Iterator<Item = Vec<Span>> + 'a {
    let (now, lang) = (pen.now(), pen.lang());
    let live = page.blocks.iter().filter(move |block| block.stands(now.timestamp_millis()));
    live.map(move |block| {
        let source = block::source(block, page, now, lang);
        vec![(Role::Blocked, block::says(block, Some(page), now, lang)), (Role::Dim, format!("  {source}"))]
    })
}

/// The complaint that keeps anybody from selling to them.
fn complaint(pen: &Pen<'_>, one: &Inquiry) -> Vec<Span> {
    let lang = pen.lang();
    let days = format::days(one.days(pen.now().timestamp_millis()), lang);
    let words = Text::WhyComplaint.fill(lang, &[("n", &days)]);
    vec![(Role::Blocked, words), (Role::Dim, format!("  {}", first_line(&one.text)))]
}

/// An inquiry that waits for an answer.
fn inquiry(pen: &Pen<'_>, one: &Inquiry) -> Vec<Span> {
    let (lang, now) = (pen.lang(), pen.now().timestamp_millis());
    let days = Text::DaysOld.fill(lang, &[("n", &one.days(now).to_string())]);
    let age = if one.is_old(now) { Role::Overdue } else { Role::Due };
    let [kind, status] = [&one.kind, &one.status].map(|code| label::choice(code, lang));
    let mut spans = vec![(age, days), (Role::Dim, format!("  {status} / {kind}"))];
    if one.complaint {
        spans.push((Role::Overdue, format!("  {}", Text::ComplaintMark.words(lang))));
    }
    spans.push((Role::Text, format!("  {}", first_line(&one.text))));
    spans
}

/// What was said last of each channel, for the customer as a whole.
fn consents(page: &Page, lang: Lang) -> impl Iterator<Item = Vec<Span>> {
    let said = consent::CHANNELS.iter().filter_map(|channel| page.consent(None, channel));
    said.enumerate().map(move |(at, said)| {
        let label = if at == 0 { label::noun(Noun::Consent, lang) } else { "" };
        let role = if said.withdrawn() { Role::Blocked } else { Role::Text };
        let [channel, state] = [&said.channel, &said.state].map(|code| label::choice(code, lang));
        let rest = [said.day(), said.source.as_str()].join("  ");
        labelled(label, vec![(role, format!("{channel} {state}")), (Role::Dim, format!("  {rest}"))])
    })
}

fn facts(page: &Page, lang: Lang) -> impl Iterator<Item = Vec<Span>> {
    let customer = &page.customer;
    let employees = customer.employees.map(|n| Text::Employees.fill(lang, &[("n", &n.to_string())]));
    let month = customer.fiscal_month.map(|n| Text::ClosesIn.fill(lang, &[("n", &n.to_string())]));
    let place = place(&[&customer.region, &customer.city, &customer.address]);
    let lifecycle = label::choice(&customer.lifecycle, lang).to_owned();
    let first = [
        lifecycle,
        place,
        customer.industry.clone(),
        employees.unwrap_or_default(),
        month.unwrap_or_default(),
    ];
    let note = first_line(&customer.note);
    [first.to_vec(), vec![note]].into_iter().filter_map(|parts| {
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| vec![(Role::Text, parts.join(" / "))])
    })
}

/// The first line of a text, with a mark where there are more.
fn first_line(text: &str) -> String {
    let mut lines = text.trim().lines();
    let first = lines.next().unwrap_or_default();
    if lines.next().is_some() { format!("{first} ..") } else { first.to_owned() }
}

/// Parts of an address in one piece: run together where they are Japanese.
fn place(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    let gap = if parts.iter().all(|part| part.is_ascii()) { ", " } else { "" };
    parts.join(gap)
}

fn contact_point(pen: &Pen<'_>, point: &ContactPoint, page: &Page) -> Vec<Span> {
    let (now, lang) = (pen.now().timestamp_millis(), pen.lang());
    let may = may_contact(page, point, None, point.channel().unwrap_or_default(), now);
    let stopped = matches!(may, Err(Refusal::Blocked(_)));
    let role = if point.rings() && !stopped { Role::Act } else { Role::Text };
    let mut spans = vec![(role, point.raw.clone())];
    let kind = if point.label.is_empty() { label::choice(&point.kind, lang) } else { &point.label };
    spans.push((Role::Dim, format!("  {kind}")));
    if let Some(person) = point.person.and_then(|id| page.person(id)) {
        spans.push((Role::Dim, format!("  {}", person.name())));
    }
    if !point.note.is_empty() {
        spans.push((Role::Dim, format!("  {}", point.note)));
    }
    if stopped && page.blocked(now).is_none() {
        spans.push((Role::Blocked, format!("  {}", Text::Blocked.words(lang))));
    }
    if !point.state.is_empty() {
        spans.push((Role::Overdue, format!("  {}", label::choice(&point.state, lang))));
    }
    spans
}

fn next_step(pen: &Pen<'_>, step: &NextStep) -> Vec<Span> {
    let (now, lang) = (pen.now(), pen.lang());
    let ms = now.timestamp_millis();
    let (role, when) = match step.due_at {
        Some(at) => {
            let when = format::moment(format::local(at, now), now, lang);
            let late = at < ms;
            let word = if late { format!("  {}", Text::Overdue.words(lang)) } else { String::new() };
            (if late { Role::Overdue } else { Role::Due }, when + &word)
        }
        None => (Role::Dim, Text::SectionUndated.words(lang).to_owned()),
    };
    let kind = label::choice(&step.kind, lang);
    vec![(role, when), (Role::Dim, format!("  {kind}")), (Role::Text, format!("  {}", step.text))]
}

fn person(place: &Place<'_>, lang: Lang) -> Vec<Span> {
    let person = place.person;
    let mut spans = vec![(Role::Text, format!("{}{}", "  ".repeat(place.depth.min(DEEPEST)), person.name()))];
    let role = label::choice(&person.role, lang);
    let rest = [&person.kana(), &person.department, &person.job_title, role];
    let rest: Vec<&str> = rest.into_iter().filter(|part| !part.is_empty()).collect();
    spans.push((Role::Dim, format!("  {}", rest.join(" / "))));
    if place.cut {
        spans.push((Role::Warning, format!("  {}", Text::ReportsInCircle.words(lang))));
    }
    if person.left {
        spans.push((Role::Overdue, format!("  {}", crate::i18n::field::label(Noun::Person, "left", lang))));
    }
    spans
}

/// Deals, each open one with how it goes, who decides of it, and what is known of their buying.
fn deals(pen: &Pen<'_>, page: &Page) -> Vec<Row> {
    let lang = pen.lang();
    let mut rows = Vec::new();
    for (at, one) in page.deals.iter().enumerate() {
        let label = if at == 0 { Text::SectionDeals.words(lang) } else { "" };
        let spans = labelled(label, deal(one, &page.pipelines, lang));
        rows.push(Row::of(Item { noun: Noun::Deal, id: one.id }, spans));
        if page.pipelines.open(one) {
            rows.extend(pace(pen, page, one).into_iter().map(|spans| plain(labelled("", spans))));
            rows.extend(stops(page, one, lang));
            rows.extend(page.lines_of(one.id).map(|line| {
                Row::of(Item { noun: Noun::DealLine, id: line.id }, labelled("", deal_line(line)))
            }));
            rows.extend(bant(one, lang).into_iter().map(|spans| plain(labelled("", spans))));
        }
    }
    rows
}

/// How an open deal goes: days where it stands and slips, where that is worth a line.
fn pace(pen: &Pen<'_>, page: &Page, deal: &Deal) -> Option<Vec<Span>> {
    let lang = pen.lang();
    let now = pen.now().timestamp_millis();
    let course = page.course(deal.id, now);
    let pace = page.paces.get(&deal.id);
    let days = pace.map_or(0, |pace| pace.days(now).max(0));
    let stale = pace.is_some_and(|pace| pace.is_stale(deal, &page.pipelines, now));
    if !stale && course.slips == 0 {
        return None;
    }
    let n = format::days(days, lang);
    let mut spans =
        vec![(if stale { Role::Due } else { Role::Dim }, Text::DaysInStage.fill(lang, &[("n", &n)]))];
    if course.slips > 0 {
        let words = Text::Slipped.fill(lang, &[("n", &course.slips.to_string())]);
        spans.push((Role::Due, format!("  {words} ({})", course.first_close_on)));
    }
    Some(spans)
}

/// The route of a deal on one line, where anybody is on it.
fn stops(page: &Page, deal: &Deal, lang: Lang) -> Option<Row> {
    let route = route(deal.id, &page.deal_people, &page.people);
    let mut row = plain(labelled("", Vec::new()));
    for stop in &route {
        if !row.pieces.is_empty() {
            row.spans.push((Role::Dim, " > ".to_owned()));
        }
        row.pieces.push((Item { noun: Noun::DealPerson, id: stop.part }, row.spans.len()));
        let words = format!("{} {}", label::choice(stop.role, lang), stop.person.name());
        row.spans.push((Role::Dim, words.trim().to_owned()));
    }
    (!route.is_empty()).then_some(row)
}

/// A line of a deal: how many of what, and what that comes to.
fn deal_line(line: &DealLine) -> Vec<Span> {
    let total = line.total().map(|minor| amount::show(minor, &line.currency)).unwrap_or_default();
    let many = line.quantity.filter(|quantity| *quantity != quantity::ONE);
    let many = many.map(|many| format!(" x{}", quantity::written(many))).unwrap_or_default();
    vec![(Role::Dim, format!("  {}{many}  {total}", line.product))]
}

/// What is known of their buying: BANT.
fn bant(deal: &Deal, lang: Lang) -> Option<Vec<Span>> {
    let bant = [
        ("budget", &deal.budget),
        ("authority", &deal.authority),
        ("need", &deal.need),
        ("timing", &deal.timing),
    ];
    let known = bant.into_iter().filter(|(_, words)| !words.is_empty());
    let known: Vec<String> =
        known.map(|(name, words)| format!("{} {words}", field::label(Noun::Deal, name, lang))).collect();
    (!known.is_empty()).then(|| vec![(Role::Dim, known.join(" / "))])
}

fn subscription(pen: &Pen<'_>, one: &Subscription) -> Vec<Span> {
    let today = pen.now().date_naive().to_string();
    let [product, amount, when] = format::subscription(one, &today, pen.lang());
    let role = match (one.cancelled_on.is_empty(), one.renews_on.as_str()) {
        (true, day) if !day.is_empty() && day < today.as_str() => Role::Overdue,
        _ => Role::Dim,
    };
    vec![(Role::Act, amount), (Role::Text, format!("  {product}")), (role, format!("  {when}"))]
}

/// What is open of their credit, where there is a limit.
fn credit(pen: &Pen<'_>, page: &Page) -> Option<Vec<Span>> {
    let credit = Credit::on(page, &pen.app.setting.currency)?;
    let role = if credit.over().is_some() { Role::Overdue } else { Role::Dim };
    Some(labelled(Text::Credit.words(pen.lang()), vec![(role, format::credit(&credit, pen.lang()))]))
}

fn deal(deal: &Deal, pipelines: &Pipelines, lang: Lang) -> Vec<Span> {
    let flag = pipelines.flag(deal);
    let role = match flag {
        StageFlag::Won => Role::Won,
        StageFlag::Lost => Role::Dim,
        StageFlag::Open | StageFlag::Hold => Role::Text,
    };
    let amount = deal.amount.map(|minor| amount::show(minor, &deal.currency)).unwrap_or_default();
    let chance =
        if flag == StageFlag::Open { format!(" {}%", pipelines.chance(deal)) } else { String::new() };
    let mut spans =
        vec![(Role::Act, amount), (role, format!("  {}{chance}", label::stage(pipelines, deal, lang)))];
    if !deal.close_on.is_empty() && pipelines.open(deal) {
        spans.push((Role::Dim, format!("  {}", Text::Closes.fill(lang, &[("day", &deal.close_on)]))));
    }
    spans.push((Role::Text, format!("  {}", deal.title)));
    spans
}

/// The last few lines they bought, and how many there are.
fn purchases(pen: &Pen<'_>, page: &Page) -> Vec<Row> {
    let lang = pen.lang();
    let mut rows: Vec<Row> = section(
        Text::SectionPurchases,
        lang,
        &page.purchases[..page.purchases.len().min(PURCHASES)],
        |one| (Item { noun: Noun::Purchase, id: one.id }, purchase(pen, one)),
    )
    .map(|row| Row { item: None, ..row })
    .collect();
    let count = page.purchase_count;
    if count > PURCHASES
        && let Some(last) = rows.last_mut()
    {
        let words = Text::PurchasesInAll.fill(lang, &[("n", &format::count(count))]);
        last.spans.push((Role::Dim, format!("  {words}")));
    }
    rows
}

fn purchase(pen: &Pen<'_>, purchase: &Purchase) -> Vec<Span> {
    let now = pen.now();
    let day = purchase.at.map(|at| format::local(at, now).format("%Y-%m-%d").to_string()).unwrap_or_default();
    let total = purchase.total().map(|minor| amount::show(minor, &purchase.currency)).unwrap_or_default();
    let many = purchase.quantity.filter(|quantity| *quantity != quantity::ONE);
    let many = many.map(|many| format!(" x{}", quantity::written(many))).unwrap_or_default();
    let name = if purchase.product.is_empty() { &purchase.number } else { &purchase.product };
    vec![(Role::Dim, day), (Role::Act, format!("  {total}")), (Role::Text, format!("  {name}{many}"))]
}

/// What the customer has in fields of the desk's own, one to a line; of many, the first.
fn own(page: &Page, lang: Lang) -> Vec<Vec<Span>> {
    let own: Vec<&Own> = page.own_of(page.customer.id).collect();
    let line = |one: &&Own| {
        vec![(Role::Dim, format!("{}  ", one.field.name)), (Role::Text, first_line(&one.value.raw))]
    };
    let mut lines: Vec<Vec<Span>> = own.iter().take(OWN).map(line).collect();
    let hidden = own.len().saturating_sub(OWN);
    if hidden > 0 {
        lines.push(vec![(Role::Dim, Text::More.fill(lang, &[("n", &hidden.to_string())]))]);
    }
    lines
}

/// The newest answer to each question that was answered, one to a line; of many, the first.
fn answers(pen: &Pen<'_>, page: &Page) -> Vec<Vec<Span>> {
    let questions = pen.app.setting.sheets.surveys.iter().flat_map(|survey| &survey.questions);
    let said = |question: &Question| {
        let answer = page.answers.iter().find(|answer| answer.question == Some(question.id))?;
        let words = first_line(&label::answer(answer, pen.lang()));
        Some(vec![(Role::Dim, format!("{}  ", question.words)), (Role::Text, words)])
    };
    let mut lines: Vec<Vec<Span>> = questions.filter_map(said).collect();
    let hidden = lines.len().saturating_sub(OWN);
    lines.truncate(OWN);
    if hidden > 0 {
        lines.push(vec![(Role::Dim, Text::More.fill(pen.lang(), &[("n", &hidden.to_string())]))]);
    }
    lines
}

fn timeline(pen: &Pen<'_>, page: &Page, attempts: bool) -> Vec<Row> {
    let lang = pen.lang();
    let (tried, of) = page.attempts(&pen.app.setting.outcomes);
    let mut heading = vec![(Role::Dim, Text::SectionHistory.words(lang).to_owned())];
    if attempts && tried > 0 {
        let of = of.map_or_else(|| "-".to_owned(), |of| of.to_string());
        let words = Text::Attempt.fill(lang, &[("n", &tried.to_string()), ("of", &of)]);
        heading.push((Role::Due, format!("  {words}")));
    }
    let mut rows = vec![Row { rule: true, ..plain(heading) }];
    if page.activities.is_empty() {
        rows.push(plain(vec![(Role::Dim, Text::NothingHappened.words(lang).into())]));
    }
    rows.extend(
        page.activities
            .iter()
            .map(|one| Row::of(Item { noun: Noun::Activity, id: one.id }, activity(pen, page, one))),
    );
    let hidden = page.activity_count.saturating_sub(page.activities.len());
    if hidden > 0 {
        rows.push(plain(vec![(Role::Dim, Text::More.fill(lang, &[("n", &hidden.to_string())]))]));
    }
    rows
}

fn activity(pen: &Pen<'_>, page: &Page, activity: &Activity) -> Vec<Span> {
    let (now, lang) = (pen.now(), pen.lang());
    let at = format::local(activity.at.unwrap_or_default(), now);
    let when = format!("{} {}", short_day(pen, at), format::time(at));
    let outcome = pen.app.setting.outcomes.iter().find(|outcome| outcome.code == activity.outcome);
    let role = match outcome {
        Some(outcome) if outcome.suppress || outcome.refusal => Role::Overdue,
        Some(outcome) if outcome.connected => Role::Won,
        _ => Role::Text,
    };
    let kind = super::parts::pad(label::choice(&activity.kind, lang), 6, super::parts::Side::Left);
    let mut spans = vec![(Role::Dim, format!("{when}  ")), (Role::Dim, kind)];
    let ended = outcome.map_or(activity.outcome.as_str(), |outcome| label::outcome(outcome, lang));
    spans.push((role, ended.to_owned()));
    if let Some(seconds) = activity.duration.filter(|seconds| *seconds >= 60) {
        spans.push((Role::Dim, format!(" {}m", seconds / 60)));
    }
    let between = if activity.subject.is_empty() { "" } else { "  " };
    let note = format!("{}{between}{}", activity.subject, first_line(&activity.note));
    let gap = if ended.is_empty() { "" } else { "  " };
    spans.push((Role::Text, format!("{gap}{note}")));
    let rep = page.initials(activity.rep);
    if activity.rep != pen.app.setting.rep && !rep.is_empty() {
        spans.push((Role::Dim, format!("  {rep}")));
    }
    spans
}

/// A day in as many cells on every row.
fn short_day(pen: &Pen<'_>, at: chrono::DateTime<chrono::FixedOffset>) -> String {
    let width = if pen.lang() == Lang::Ja { 5 } else { 6 };
    let day = match pen.lang() {
        Lang::En => at.format("%-d %b").to_string(),
        Lang::Ja => at.format("%-m/%-d").to_string(),
    };
    super::parts::pad(&day, width, super::parts::Side::Right)
}
