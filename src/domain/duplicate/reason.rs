//! The grounds: what speaks for two customers being one and what against it, and the one table of points.
//!
//! Points are hundredths of certainty that add up, after Fellegi and Sunter's logarithms of likelihood:
//! 6 points are odds of 2. They are set by hand for what a ground says of customers in general, and
//! are learnt from no set of answers.

macro_rules! grounds {
    ( $( $(#[$doc:meta])* $ground:ident $code:literal $points:literal, )* ) => {
        /// What speaks for it or against it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Ground {
            $( $(#[$doc])* $ground, )*
        }

        impl Ground {
            /// Every ground.
            pub const ALL: &'static [Self] = &[ $( Self::$ground, )* ];

            /// Its name in JSON.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $( Self::$ground => $code, )* }
            }

            /// What it adds to the score at most; less than nothing where it speaks against.
            #[must_use]
            pub const fn points(self) -> i16 {
                match self { $( Self::$ground => $points, )* }
            }
        }
    };
}

grounds! {
    /// 法人番号 is the same.
    SameCorporateNumber "same_corporate_number" 80,
    /// The house's own code is the same: only said of somebody being typed, never weighed.
    SameCode "same_code" 80,
    /// A mail address is the same.
    SameMail "same_mail" 72,
    /// A mail address differs by a slip.
    MailAlike "mail_alike" 60,
    /// The part before `@` is the same.
    SameMailName "same_mail_name" 54,
    /// A mail address differs by a few slips.
    MailNear "mail_near" 40,
    /// The name of a company is the same.
    SameName "same_name" 55,
    /// The whole name of a consumer is the same: there are many of one name.
    SamePersonName "same_person_name" 45,
    /// One name of a consumer, family or given, is the same; the other is not known.
    SameNamePart "same_name_part" 30,
    /// The names are alike.
    NameAlike "name_alike" 45,
    /// One name is a part of the other.
    NameInside "name_inside" 28,
    /// A word of the names is the same.
    NameWord "name_word" 8,
    /// A number is the same.
    SameNumber "same_number" 45,
    /// The consumers were born on the same day.
    SameBirthDate "same_birth_date" 45,
    /// The days of birth differ by a slip.
    BirthDateAlike "birth_date_alike" 30,
    /// The days of birth differ in one of year, month and day.
    BirthDateNear "birth_date_near" 21,
    /// The house is the same.
    SameAddress "same_address" 30,
    /// The numbers of the address are the same, the street is spelt otherwise.
    AddressAlike "address_alike" 18,
    /// The reading is the same.
    SameReading "same_reading" 20,
    /// A web page is the same.
    SameSite "same_site" 15,
    /// The city is the same.
    SameCity "same_city" 12,
    /// Somebody of the same name is there.
    SamePerson "same_person" 6,
    /// The postcode is the same.
    SamePostcode "same_postcode" 8,
    /// 法人番号 is another.
    OtherCorporateNumber "other_corporate_number" -80,
    /// Two branches of one house.
    OtherBranch "other_branch" -40,
    /// The names of companies have nothing in common.
    OtherName "other_name" -30,
    /// The birth date is another.
    OtherBirthDate "other_birth_date" -24,
    /// A name of the consumers is another.
    OtherPersonName "other_person_name" -21,
    /// The legal form is another: 有限会社 and 株式会社.
    OtherForm "other_form" -25,
    /// One is a branch, the other the whole house.
    Branch "branch" -20,
    /// The legal form stands before one name and behind the other: two companies as a rule.
    FormAtOtherEnd "form_at_other_end" -20,
    /// The consumers live in another city.
    OtherCity "other_city" -15,
    /// The mail address is another.
    OtherMail "other_mail" -15,
    /// The house is another.
    OtherAddress "other_address" -12,
    /// The numbers are others.
    OtherNumber "other_number" -6,
    /// The reading is another.
    OtherReading "other_reading" -6,
}

/// A ground as it holds of one pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What.
    pub ground: Ground,
    /// How much it adds to the score, or takes from it.
    pub points: i16,
    /// How alike, 0–100; 100 where there is no more or less to it.
    pub percent: u8,
}

impl Reason {
    /// All of a ground.
    #[must_use]
    pub const fn whole(ground: Ground) -> Self {
        Self { ground, points: ground.points(), percent: 100 }
    }

    /// A part of a ground.
    #[must_use]
    pub const fn part(ground: Ground, points: i16, percent: u8) -> Self {
        Self { ground, points, percent }
    }

    /// Says whether it speaks for the two being one.
    #[must_use]
    pub const fn is_for(&self) -> bool {
        self.points > 0
    }
}
