//! The ledger of a year as a table for spreadsheets: UTF-8 with a mark, so that they read Chinese; lines end in CRLF (RFC 4180).
//! It shows no more than the page does.

use super::disclosure::{self, cell};
use super::ledger;
use super::words::is_internal;
use crate::model::{Disclosure, LedgerEntry, Site, Status};

/// The file.
pub(super) fn write(site: &Site, year: i16) -> String {
    let mut file = String::from("\u{feff}");
    match disclosure::level(site) {
        Disclosure::Counts => totals(site, year, &mut file),
        Disclosure::Filed => filed(site, year, &mut file),
        Disclosure::Full => full(site, year, &mut file),
    }
    file
}

fn totals(site: &Site, year: i16, file: &mut String) {
    let all = [
        Status::Submitted,
        Status::Late,
        Status::Overdue,
        Status::Upcoming,
        Status::Exempt,
        Status::NotApplicable,
    ];
    let mut head = vec!["年度".to_owned(), "材料".into(), "截止日期".into()];
    head.extend(all.map(|s| disclosure::status(site, s).word.to_owned()));
    line(file, &head);
    for (entry, totals) in ledger::totals(site, year) {
        let counts = [
            totals.submitted,
            totals.late,
            totals.overdue,
            totals.upcoming,
            totals.exempt,
            totals.not_applicable,
        ];
        let mut fields = duty(site, entry);
        fields.extend(counts.map(|n| n.to_string()));
        line(file, &fields);
    }
}

fn filed(site: &Site, year: i16, file: &mut String) {
    line(file, &["年度", "材料", "截止日期", "单位", "情况"]);
    for entry in site.ledger.of_year(year) {
        if let Some(cell) = cell(site, entry) {
            let mut fields = duty(site, entry);
            fields.push(site.unit(entry.unit).name.clone());
            fields.push(cell.status.word.to_owned());
            line(file, &fields);
        }
    }
}

fn full(site: &Site, year: i16, file: &mut String) {
    let mut head = vec!["年度", "材料", "截止日期", "单位", "情况", "报送日期", "文件"];
    head.extend(is_internal(site).then_some("说明"));
    line(file, &head);
    for entry in site.ledger.of_year(year) {
        let Some(cell) = cell(site, entry) else { continue };
        let mut fields = duty(site, entry);
        fields.push(site.unit(entry.unit).name.clone());
        fields.push(cell.status.word.to_owned());
        fields.push(cell.submitted.unwrap_or_default());
        fields.push(cell.document.map_or_else(String::new, |d| d.path));
        fields.extend(is_internal(site).then(|| cell.note.unwrap_or("").to_owned()));
        line(file, &fields);
    }
}

fn duty(site: &Site, entry: &LedgerEntry) -> Vec<String> {
    let kind = site.kind(entry.kind).name.clone();
    vec![entry.year.to_string(), kind, entry.due.to_string()]
}

fn line(file: &mut String, fields: &[impl AsRef<str>]) {
    for (index, value) in fields.iter().enumerate() {
        if index > 0 {
            file.push(',');
        }
        field(file, value.as_ref());
    }
    file.push_str("\r\n");
}

/// One field, quoted where it must be. What a spreadsheet would take for a formula gets an apostrophe before it.
fn field(file: &mut String, value: &str) {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !value.contains([',', '"', '\r', '\n']) {
        return file.push_str(value);
    }
    file.push('"');
    file.push_str(if formula { "'" } else { "" });
    file.push_str(&value.replace('"', "\"\""));
    file.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_with_a_comma_or_a_quote_is_quoted_and_a_formula_is_none() {
        let mut file = String::new();
        line(&mut file, &["甲,乙", "“甲”\"乙\"", "=1+1", "平常"]);
        assert_eq!(file, "\"甲,乙\",\"“甲”\"\"乙\"\"\",\"'=1+1\",平常\r\n");
    }
}
