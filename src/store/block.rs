//! Reading the blocks that stand, whoever and whatever they are on.

use super::Result;
use super::group;
use super::open::Desk;
use super::read::many;
use crate::domain::block::Block;

impl Desk {
    /// Every block that stands at `now`, for any channel, in the order they were put on;
    /// each on the face of those it is on.
    pub fn live_blocks(&self, now: i64) -> Result<Vec<Block>> {
        let sql = "WHERE t.gone IS NULL AND t.lifted_at IS NULL AND (t.until IS NULL OR t.until > ?1)
                   ORDER BY t.since, t.id";
        let mut blocks: Vec<Block> = many(&self.conn, sql, [now])?;
        if group::any(&self.conn)? {
            for block in &mut blocks {
                block.customer = block.customer.map(|id| group::face(&self.conn, id)).transpose()?;
            }
        }
        Ok(blocks)
    }
}
