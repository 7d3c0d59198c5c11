//! Pipedrive: persons, organizations, deals, activities. Rows only.
//!
//! Headers: `Entity - Field` as its sample files for imports have them; its exports show the view's
//! columns in the same words. Records name each other, and carry no ids of others.

use super::{As, Preset, headed};

pub(super) const PERSONS: Preset = headed(
    "pipedrive-persons",
    Some(As::People),
    &["Person - Name"],
    &[
        ("Person - ID", "external:Pipedrive person"),
        ("Person - Name", "person.full_name"),
        ("Person - First name", "person.given"),
        ("Person - Last name", "person.family"),
        ("Person - Phone", "person_phone"),
        ("Person - Phone (Work)", "phone"),
        ("Person - Phone (Mobile)", "person_mobile"),
        ("Person - Email", "person_mail"),
        ("Person - Email (Work)", "person_mail"),
        ("Person - Email (Home)", "person_mail"),
        ("Person - Job title", "person.job_title"),
        ("Person - Owner", "owner"),
        ("Person - Label", "tag"),
        ("Organization - Name", "customer.name"),
        ("Person - Organization", "customer.name"),
        ("Organization - Address", "customer.address"),
        ("Note - Content", "person.note"),
    ],
);

pub(super) const ORGANIZATIONS: Preset = headed(
    "pipedrive-organizations",
    Some(As::Customers),
    &["Organization - Name"],
    &[
        ("Organization - ID", "external:Pipedrive"),
        ("Organization - Name", "customer.name"),
        ("Organization - Address", "customer.address"),
        ("Organization - Owner", "owner"),
        ("Organization - Label", "tag"),
        ("Note - Content", "customer.note"),
    ],
);

pub(super) const DEALS: Preset = headed(
    "pipedrive-deals",
    Some(As::Deals),
    &["Deal - Title", "Deal - Value"],
    &[
        ("Deal - ID", "id:Pipedrive"),
        ("Deal - Title", "deal.title"),
        ("Deal - Value", "deal.amount"),
        ("Deal - Currency of value", "deal.currency"),
        ("Deal - Stage", "deal.stage"),
        ("Deal - Status", "deal.status"),
        ("Deal - Owner", "owner"),
        ("Deal - Probability", "deal.probability"),
        ("Deal - Expected close date", "deal.close_on"),
        ("Deal - Won time", "deal.closed_on"),
        ("Deal - Lost time", "deal.closed_on"),
        ("Deal - Lost reason", "deal.lost_note"),
        ("Deal - Deal created", "deal.opened_on"),
        ("Deal - Organization", "customer.name"),
        ("Organization - Name", "customer.name"),
        ("Deal - Contact person", "person.full_name"),
        ("Person - Name", "person.full_name"),
        ("Note - Content", "deal.note"),
    ],
);

pub(super) const ACTIVITIES: Preset = headed(
    "pipedrive-activities",
    Some(As::Activities),
    &["Activity - Subject", "Activity - Type"],
    &[
        ("Activity - ID", "id:Pipedrive"),
        ("Activity - Subject", "activity.subject"),
        ("Activity - Type", "activity.kind"),
        ("Activity - Due date", "activity.at"),
        ("Activity - Due time", "activity.time"),
        ("Activity - Duration", "activity.duration"),
        ("Activity - Done", "activity.done"),
        ("Activity - Note", "activity.note"),
        ("Activity - Assigned to user", "owner"),
        ("Activity - Organization", "customer.name"),
        ("Organization - Name", "customer.name"),
        ("Activity - Contact person", "person.full_name"),
        ("Person - Name", "person.full_name"),
        ("Activity - Deal", "custom:Deal"),
        ("Deal - Title", "custom:Deal"),
    ],
);
