//! Units (单位): whose leadership teams the campaign is about.

use std::sync::Arc;

use super::{CategoryId, PagePath, RawUnit};
use crate::text::date::Date;

/// The index of a unit in [`super::Site::units`], in the issued order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u32);

/// A unit. Invariant: `from <= to`; the successor is another unit.
#[derive(Debug)]
pub struct Unit {
    /// What its file says.
    pub raw: Arc<RawUnit>,
    /// 名称.
    pub name: String,
    /// 简称, or the name.
    pub short: String,
    /// 类别.
    pub category: CategoryId,
    /// The first day it exists; `None`: always.
    pub from: Option<Date>,
    /// The last day it exists; `None`: still.
    pub to: Option<Date>,
    /// 承继单位.
    pub successor: Option<UnitId>,
    /// Units that went into this one.
    pub predecessors: Vec<UnitId>,
    /// `units/<id>.html`.
    pub address: PagePath,
    /// What the links of its body became.
    pub links: Vec<super::Target>,
}

impl Unit {
    /// The id, as in its address.
    pub fn id(&self) -> &str {
        &self.raw.id
    }
    /// Whether it exists on that day.
    pub fn exists_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}
