//! The front matter of a unit (单位).

use super::{Head, fields, keys};
use crate::diagnostic::{Diagnostic, SourceText, Spanned};
use crate::model::Since;

/// What a unit's file says of it.
#[derive(Debug, Default)]
pub struct UnitFront {
    /// 名称; its absence has been told.
    pub name: Option<Spanned<String>>,
    /// 简称.
    pub short: Option<Spanned<String>>,
    /// 别名.
    pub aliases: Vec<Spanned<String>>,
    /// 曾用名.
    pub former_names: Vec<Spanned<String>>,
    /// 类别.
    pub category: Option<Spanned<String>>,
    /// 排序.
    pub order: Option<Spanned<i64>>,
    /// 设立.
    pub from: Option<Spanned<Since>>,
    /// 撤销.
    pub to: Option<Spanned<Since>>,
    /// 承继单位.
    pub successor: Option<Spanned<String>>,
    /// 联系方式.
    pub contact: Option<Spanned<String>>,
}

/// Reads a unit's front matter.
pub fn unit(source: &SourceText, head: &Head) -> (UnitFront, Vec<Diagnostic>) {
    let mut f = fields(source, head, keys::UNIT);
    let key = f.place_of("name");
    let wrong = f.told_count();
    let name = f.text("name");
    if name.is_none() && f.told_count() == wrong {
        f.tell(
            Diagnostic::error("unit/missing-name"),
            key.unwrap_or(head.opening),
        );
    }
    let unit = UnitFront {
        name,
        short: f.text("short"),
        aliases: f.texts("aliases"),
        former_names: f.texts("former_names"),
        category: f.text("category"),
        order: f.integer("order"),
        from: f.since("from"),
        to: f.since("to"),
        successor: f.text("successor"),
        contact: f.text("contact"),
    };
    (unit, f.finish())
}
