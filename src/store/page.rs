//! One customer's page: the record and everything that hangs on it.

use std::collections::HashMap;

use rusqlite::Connection;

use super::Result;
use super::consent;
use super::course;
use super::deal;
use super::group;
use super::newest;
use super::open::Desk;
use super::own;
use super::pipeline;
use super::read::{many, one};
use super::worth;
use crate::domain::Id;
use crate::domain::deal::Deal;
use crate::domain::organisation::tree;
use crate::domain::page::Page;
use crate::domain::worth::Margin;

impl Desk {
    /// A customer's page with its newest `limit` activities, by any id of its group: that of all of
    /// them, as the face. `None` where there is no such customer.
    pub fn page(&self, id: Id, limit: usize) -> Result<Option<Page>> {
        page(&self.conn, id, limit)
    }

    /// The page of one record, whoever it is one with: what a merge would bring together.
    pub fn page_of(&self, id: Id, limit: usize) -> Result<Option<Page>> {
        page_of(&self.conn, id, limit)
    }
}

/// [`Desk::page`] on a connection.
pub(super) fn page(conn: &Connection, id: Id, limit: usize) -> Result<Option<Page>> {
    let members = group::members(conn, id)?;
    if let [alone] = members.as_slice() {
        return page_of(conn, *alone, limit)?.map(|page| whole(conn, page, &members)).transpose();
    }
    let Some(customer) = newest::customer(conn, &members)? else { return Ok(None) };
    let mut pages = Vec::with_capacity(members.len());
    for member in &members {
        pages.extend(page_of(conn, *member, limit)?);
    }
    whole(conn, Page::united(customer, pages, limit), &members).map(Some)
}

/// A page with what follows from what stands on it: sums, and people under whoever they report to.
fn whole(conn: &Connection, mut page: Page, members: &[Id]) -> Result<Page> {
    page.add_up();
    if page.people.iter().any(|person| person.reports_to.is_some()) {
        page.people = tree(&page.people).into_iter().map(|place| place.person.clone()).collect();
    }
    if !page.deals.is_empty() {
        page.paces = deal::of(conn, members)?;
    }
    if page.purchase_count > 0 {
        (page.worth, page.margin) = worth::of(conn, members)?;
    }
    Ok(page)
}

fn page_of(conn: &Connection, id: Id, limit: usize) -> Result<Option<Page>> {
    let Some(customer) = one(conn, id)? else { return Ok(None) };
    let key = id.as_bytes();
    let count = "SELECT count(*) FROM activity WHERE customer = ?1 AND gone IS NULL";
    let activity_count: i64 = conn.prepare_cached(count)?.query_row([key], |row| row.get(0))?;
    let count = "SELECT count(*) FROM purchase WHERE customer = ?1 AND gone IS NULL";
    let purchase_count: i64 = conn.prepare_cached(count)?.query_row([key], |row| row.get(0))?;
    let deals: Vec<Deal> = many(
        conn,
        "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.closed_on IS NOT NULL, t.id DESC",
        [key],
    )?;
    let turns = if deals.is_empty() { Vec::new() } else { course::for_a_page(conn, id)? };
    Ok(Some(Page {
        customer,
        people: many(conn, "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.left, t.rowid", [key])?,
        contact_points: many(
            conn,
            "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.position, t.id",
            [key],
        )?,
        activities: many(
            conn,
            "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.at DESC, t.id DESC LIMIT ?2",
            (key, limit),
        )?,
        activity_count: usize::try_from(activity_count).unwrap_or(0),
        next_steps: many(
            conn,
            "WHERE t.customer = ?1 AND t.gone IS NULL
                     ORDER BY t.done_at IS NOT NULL, t.done_at DESC, t.due_at IS NULL, t.due_at, t.id",
            [key],
        )?,
        deals,
        deal_people: many(conn, "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.id", [key])?,
        deal_lines: many(conn, "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.position, t.id", [key])?,
        turns,
        paces: HashMap::new(),
        subscriptions: many(
            conn,
            "WHERE t.customer = ?1 AND t.gone IS NULL
                     ORDER BY t.cancelled_on IS NOT NULL, t.renews_on, t.id",
            [key],
        )?,
        worth: None,
        margin: Margin::default(),
        rfm: None,
        purchases: many(
            conn,
            "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.at DESC, t.id DESC LIMIT ?2",
            (key, limit),
        )?,
        purchase_count: usize::try_from(purchase_count).unwrap_or(0),
        own: own::of(conn, id)?,
        answers: many(
            conn,
            "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.at DESC, t.id LIMIT 999",
            [key],
        )?,
        tags: many(conn, "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.name", [key])?,
        blocks: many(
            conn,
            "WHERE t.gone IS NULL AND (t.customer = ?1 OR t.address IN
                       (SELECT coalesce(normal, raw) FROM contact_point WHERE customer = ?1 AND gone IS NULL
                        UNION ALL SELECT suppressed(coalesce(normal, raw)) FROM contact_point
                        WHERE customer = ?1 AND gone IS NULL))
                     ORDER BY t.lifted_at IS NOT NULL, t.since DESC, t.id",
            [key],
        )?,
        inquiries: many(
            conn,
            "WHERE t.customer = ?1 AND t.gone IS NULL AND t.status IS NOT NULL
                     ORDER BY t.received_at DESC, t.id DESC",
            [key],
        )?,
        inquiry_steps: many(
            conn,
            "WHERE t.customer = ?1 AND t.gone IS NULL AND t.inquiry IS NOT NULL ORDER BY t.at, t.id",
            [key],
        )?,
        consents: many(
            conn,
            "WHERE t.customer = ?1 AND t.gone IS NULL AND t.state IS NOT NULL ORDER BY t.id",
            [key],
        )?,
        must_agree: consent::must_agree(conn)?,
        external_ids: many(
            conn,
            "WHERE t.customer = ?1 AND t.record IS NULL AND t.gone IS NULL ORDER BY t.system, t.id",
            [key],
        )?,
        pipelines: pipeline::all(conn)?,
        reps: many(conn, "WHERE t.gone IS NULL ORDER BY t.id LIMIT 999", [])?,
        erased: None,
    }))
}
