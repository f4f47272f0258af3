//! Tables: each in a region that scrolls, is reached by the keyboard, and has a name of its own.

use pulldown_cmark::Alignment;

use super::Writer;

/// From this many columns on a table is wide: in 156 mm each column would have less than four characters, so paper is turned for it.
const WIDE: usize = 8;

/// The table being written.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// How many were begun.
    count: usize,
    columns: Vec<Alignment>,
    column: usize,
    head: bool,
    rows: bool,
}

impl Writer<'_, '_> {
    pub(super) fn table(&mut self, columns: &[Alignment]) {
        self.table.count += 1;
        self.table.columns = columns.to_vec();
        self.table.rows = false;
        let label = self.table.count;
        let wide = if columns.len() >= WIDE { " table-wide" } else { "" };
        self.line(&format!(
            "<div class=\"table-scroll{wide}\" tabindex=\"0\" role=\"region\" aria-label=\"表格 {label}\">\n<table>\n"
        ));
    }

    pub(super) fn table_head(&mut self) {
        self.table.head = true;
        self.table.column = 0;
        self.out.push_str("<thead>\n<tr>");
    }

    pub(super) fn end_table_head(&mut self) {
        self.table.head = false;
        self.out.push_str("</tr>\n</thead>\n");
    }

    pub(super) fn table_row(&mut self) {
        self.table.column = 0;
        if !self.table.rows {
            self.table.rows = true;
            self.out.push_str("<tbody>\n");
        }
        self.out.push_str("<tr>");
    }

    pub(super) fn cell(&mut self) {
        let class = match self.table.columns.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.table.column += 1;
        self.out.push_str(if self.table.head {
            "<th scope=\"col\""
        } else {
            "<td"
        });
        self.out.push_str(class);
        self.out.push('>');
    }

    pub(super) fn end_cell(&mut self) {
        self.out.push_str(if self.table.head { "</th>" } else { "</td>" });
    }

    pub(super) fn end_table(&mut self) {
        if self.table.rows {
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table>\n</div>\n");
    }
}
