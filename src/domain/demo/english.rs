//! Invented companies and people in Britain and the United States. Tables only.

/// What a company does: its word, industry, what it may need.
pub(super) type Trade = (&'static str, &'static str, &'static str);
/// Region, city, postal code, country, currency, area code.
pub(super) type Place = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

pub(super) const STEMS: &[&str] = &[
    "Larkmoor",
    "Pennyfold",
    "Thistledown",
    "Osprey Quay",
    "Hollowell",
    "Brackenby",
    "Northwick",
    "Saltmarsh",
    "Copperleaf",
    "Wrenfield",
    "Tidewater Row",
    "Ashgrove",
    "Juniper Lane",
    "Millrace",
    "Eastmere",
    "Quillon",
    "Foxglove",
    "Harrowgate",
    "Bluestem",
    "Cinderford",
    "Ravensmoor",
    "Maple Hollow",
    "Kestrel",
    "Orchard Hill",
    "Stonebeck",
    "Driftwood",
    "Silverline",
    "Greywater",
    "Marlowe & Finch",
    "O'Dell",
];

pub(super) const TRADES: &[Trade] = &[
    ("Foods", "food", "orders without retyping"),
    ("Instruments", "instruments", "service records in one place"),
    ("Logistics", "transport", "fewer empty runs"),
    ("Dental", "health", "reminders that work"),
    ("Print", "printing", "quotes within the hour"),
    ("Tooling", "metalwork", "drawings on the shop floor"),
    ("Brewing", "drinks", "a shop of its own"),
    ("Interiors", "building", "photos from the site"),
    ("Software", "software", "a sales desk for ten"),
    ("Nurseries", "farming", "forecasts for spring"),
];

pub(super) const PLACES: &[Place] = &[
    ("London", "London", "EC1A 1AA", "GB", "GBP", "20"),
    ("London", "Croydon", "CR0 1AA", "GB", "GBP", "20"),
    ("NY", "New York", "10001", "US", "USD", "212"),
    ("CA", "San Francisco", "94103", "US", "USD", "415"),
    ("IL", "Chicago", "60601", "US", "USD", "312"),
    ("WA", "Seattle", "98101", "US", "USD", "206"),
];

pub(super) const FAMILIES: &[&str] = &[
    "Smith",
    "Okafor",
    "Brennan",
    "Patel",
    "Novak",
    "Whitcombe",
    "Garcia",
    "Lindqvist",
    "Hughes",
    "Adeyemi",
    "Cole",
    "Fontaine",
    "Marsh",
    "Tanaka",
    "Byrne",
];

pub(super) const GIVENS: &[&str] = &[
    "Jo", "Amara", "Liam", "Priya", "Eva", "Tom", "Lucia", "Anders", "Megan", "Tunde", "Harriet", "Claude",
    "Ruth",
];

pub(super) const TITLES: &[(&str, &str, &str)] = &[
    ("Operations", "Director", "decides"),
    ("Purchasing", "Buyer", "buys"),
    ("IT", "Lead engineer", "evaluates"),
    ("Sales", "Team lead", "starts"),
    ("", "Owner", "decides"),
    ("Production", "Plant manager", "drives"),
];

pub(super) const TAGS: &[&str] = &["trade-show", "key", "brochure", "referral", "follow-up", "dormant"];
pub(super) const SOURCES: &[&str] = &["trade show", "web", "referral", "cold call", "advert"];
pub(super) const DEALS: &[&str] =
    &["Starter plan, 20 seats", "Yearly support", "Extra licences", "Onboarding", "Renewal", "Two machines"];
/// What a consumer may want.
pub(super) const WISHES: &[&str] =
    &["a quote for solar", "a new bathroom", "cheaper insurance", "a check-up", "a lease car"];
