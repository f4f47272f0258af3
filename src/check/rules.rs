//! The rules that `[check]` can set, with their levels when it is silent (DESIGN.md §11).

use crate::config::Level;

/// A rule that `[check]` can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its code, as in diagnostics.
    pub code: &'static str,
    /// The level when `site.toml` is silent.
    pub default: Level,
    /// Nothing silences it or makes it milder.
    pub fixed: bool,
}

const fn rule(code: &'static str, default: Level) -> Rule {
    Rule {
        code,
        default,
        fixed: false,
    }
}

const RULES: [Rule; 10] = [
    // Told by source/, where the keys are read.
    Rule {
        code: "secrecy/field",
        default: Level::Error,
        fixed: true,
    },
    rule("secrecy/mark", Level::Error),
    rule("privacy/id-number", Level::Error),
    rule("privacy/bank-card", Level::Error),
    rule("privacy/mobile-number", Level::Warning),
    rule("unfinished/placeholder", Level::Warning),
    rule("inner-party/matter", Level::Warning),
    rule("honours/wording", Level::Warning),
    rule("typography/half-width", Level::Warning),
    // Its own warning, so that a site can be strict about it.
    rule("check/unused-allow", Level::Warning),
];

/// All rules of this floor.
pub fn rules() -> &'static [Rule] {
    &RULES
}
