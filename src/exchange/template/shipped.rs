//! The templates that come with the program, and the guide to writing one.

/// A template that comes with the program.
#[derive(Debug)]
pub struct Shipped {
    /// What it is called on the command line.
    pub code: &'static str,
    /// Its file.
    pub text: &'static str,
}

/// In the order they are offered.
pub const SHIPPED: &[Shipped] = &[
    Shipped { code: "b2b", text: include_str!("b2b.toml") },
    Shipped { code: "saas", text: include_str!("saas.toml") },
    Shipped { code: "retail", text: include_str!("retail.toml") },
    Shipped { code: "outbound", text: include_str!("outbound.toml") },
    Shipped { code: "recruiting", text: include_str!("recruiting.toml") },
    Shipped { code: "seminar", text: include_str!("seminar.toml") },
];

/// The guide: a template with a word on every line that can stand in one.
pub const GUIDE: &str = include_str!("guide.toml");

/// The shipped template of that code.
#[must_use]
pub fn shipped(code: &str) -> Option<&'static Shipped> {
    SHIPPED.iter().find(|shipped| shipped.code.eq_ignore_ascii_case(code.trim()))
}
