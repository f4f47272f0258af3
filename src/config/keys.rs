//! The keys of `site.toml`: English only, since TOML allows no Han in a bare key.

use crate::source::front_matter::keys::Key;

const fn key(english: &'static str) -> Key {
    Key {
        english,
        chinese: "",
        short: "",
    }
}

/// The tables.
pub(super) const ROOT: &[Key] = &[
    key("site"),
    key("kinds"),
    key("unit_categories"),
    key("campaign"),
    key("ledger"),
    key("check"),
    key("nav"),
];
/// `[site]`.
pub(super) const SITE: &[Key] = &[
    key("title"),
    key("organisation"),
    key("organisation_short"),
    key("language"),
    key("base_url"),
    key("description"),
    key("contact"),
    key("grey_days"),
    key("id_code"),
    key("print_mark"),
];
/// `[[kinds]]`.
pub(super) const KIND: &[Key] = &[
    key("id"),
    key("name"),
    key("folder"),
    key("per_unit"),
    key("official"),
];
/// `[[unit_categories]]`, and an item of `criteria`.
pub(super) const NAMED: &[Key] = &[key("id"), key("name")];
/// `[campaign]`.
pub(super) const CAMPAIGN: &[Key] = &[key("criteria"), key("appraisal"), key("obligations")];
/// `appraisal`.
pub(super) const APPRAISAL: &[Key] = &[key("every"), key("first")];
/// `[[campaign.obligations]]`.
pub(super) const OBLIGATION: &[Key] = &[
    key("kind"),
    key("due"),
    key("from"),
    key("to"),
    key("categories"),
    key("overrides"),
];
/// `[ledger]`.
pub(super) const LEDGER: &[Key] = &[key("public"), key("labels")];
/// An item of `nav`.
pub(super) const NAV: &[Key] = &[key("label"), key("path")];
