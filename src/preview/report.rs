//! The report of the newest state, for the script and for programs: as `check --format json` gives it, and as text.

use serde_json::json;

use crate::diagnostic::{Catalogue, Diagnostic, Report, Severity, Style, draw, json as as_json};

/// How many diagnostics are given; the counts are of all.
const MOST: usize = 500;

/// One object: `{ diagnostics, errors, warnings, text }`, errors first.
pub(super) fn json(report: &Report, catalogue: &Catalogue) -> Vec<u8> {
    let all = report.of(Severity::Error).chain(report.of(Severity::Warning));
    let told: Vec<&Diagnostic> = all.take(MOST).collect();
    let text: Vec<String> = told.iter().map(|d| draw(d, catalogue, Style::Plain)).collect();
    let object = json!({
        "diagnostics": told.iter().map(|d| as_json(d, catalogue)).collect::<Vec<_>>(),
        "errors": report.errors(),
        "warnings": report.warnings(),
        "text": text.join("\n"),
    });
    object.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Language;

    #[test]
    fn errors_come_first_and_all_are_counted() {
        let mut report = Report::default();
        report.extend((0..600).map(|n| Diagnostic::warning("document/missing-title").with("n", n)));
        report.push(Diagnostic::error("config/missing"));
        let json: serde_json::Value =
            serde_json::from_slice(&json(&report, &Catalogue::new(Language::English))).unwrap();
        assert_eq!((&json["errors"], &json["warnings"]), (&1.into(), &600.into()));
        assert_eq!(json["diagnostics"].as_array().unwrap().len(), MOST);
        assert_eq!(json["diagnostics"][0]["code"], "config/missing");
        assert!(
            json["text"]
                .as_str()
                .unwrap()
                .starts_with("error[config/missing]")
        );
    }
}
