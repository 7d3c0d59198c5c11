//! The facets: what of a customer words can match, and filters can ask for.

macro_rules! facets {
    ( $( $(#[$doc:meta])* $code:literal $facet:ident, )* ) => {
        /// What of a customer a word or a filter is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Facet {
            $( $(#[$doc])* $facet, )*
        }

        impl Facet {
            /// Every facet.
            pub const ALL: &'static [Self] = &[ $( Self::$facet, )* ];

            /// Its name in JSON.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $( Self::$facet => $code, )* }
            }
        }
    };
}

facets! {
    /// What they are called.
    "name" Name,
    /// Its reading, in kana or romaji.
    "kana" Kana,
    /// Somebody there, by name or reading.
    "person" Person,
    /// A number.
    "phone" Phone,
    /// The house's code, or another system's id.
    "code" Code,
    /// A mail address, a site or a handle.
    "mail" Mail,
    /// Where they are.
    "place" Place,
    /// A tag.
    "tag" Tag,
    /// What was written about them.
    "note" Note,
    /// Company or person.
    "kind" Kind,
    /// How promising.
    "rank" Rank,
    /// Prospect, customer, lapsed or unfit.
    "lifecycle" Lifecycle,
    /// The stage of a deal.
    "stage" Stage,
    /// The rep who looks after them.
    "owner" Owner,
}
