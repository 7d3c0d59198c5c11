//! The blocks that stand, found by what a line is about.

use std::collections::{HashMap, HashSet};

use crate::domain::Id;
use crate::domain::block::{Block, suppressed, suppression};

/// Whom a block is on, and for which channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The customer.
    pub customer: Option<Id>,
    /// The person.
    pub person: Option<Id>,
    /// The number or address, in normal form.
    pub address: String,
    /// The channel; nothing means any, where blocks are lifted.
    pub channel: Option<String>,
}

impl Target {
    /// Says whether a live block stops all of this, for as long as one that ends then would.
    #[must_use]
    pub fn met(&self, block: &Block, ends: i64) -> bool {
        let number = self.address.is_empty() || block.is_on(&self.address);
        let whom = (block.customer, block.person) == (self.customer, self.person);
        let channel = block.channel.is_empty() || self.channel.as_ref() == Some(&block.channel);
        number && (self.customer.is_none() || whom) && channel && block.ends() >= ends
    }

    /// Says whether a live block is to be lifted with this: it is on them, or on the number.
    #[must_use]
    pub fn freed(&self, block: &Block) -> bool {
        let customer = self.customer.is_some() && block.customer == self.customer;
        let number = block.is_on(&self.address);
        let channel = self.channel.as_ref().is_none_or(|channel| *channel == block.channel);
        (number || (customer && block.person == self.person)) && channel
    }
}

/// The blocks that stand, by what they are on.
#[derive(Default)]
pub(super) struct Standing {
    blocks: Vec<Block>,
    on_numbers: HashMap<String, Vec<usize>>,
    on_customers: HashMap<Id, Vec<usize>>,
    /// Lifted since.
    pub(super) lifted: HashSet<Id>,
}

impl Standing {
    pub(super) fn of(blocks: Vec<Block>) -> Self {
        let mut standing = Self::default();
        blocks.into_iter().for_each(|block| standing.push(block));
        standing
    }

    pub(super) fn push(&mut self, block: Block) {
        let at = self.blocks.len();
        if !block.address.is_empty() {
            self.on_numbers.entry(block.address.clone()).or_default().push(at);
        }
        if let Some(customer) = block.customer {
            self.on_customers.entry(customer).or_default().push(at);
        }
        self.blocks.push(block);
    }

    /// Those on the number or the customer; one on both comes twice.
    pub(super) fn against(&self, target: &Target) -> impl Iterator<Item = &Block> {
        let on_number = self.on_numbers.get(&target.address);
        let on_hash = self.on_numbers.get(&suppressed(&target.address));
        let on_hash = on_hash.filter(|_| suppression(&target.address).is_none());
        let on_customer = target.customer.and_then(|customer| self.on_customers.get(&customer));
        let places = on_number.into_iter().chain(on_hash).chain(on_customer).flatten();
        places.map(|at| &self.blocks[*at]).filter(|block| !self.lifted.contains(&block.id))
    }
}
