//! A table with a header: rows by line number, cells by column name.

use std::collections::HashMap;
use std::io::{BufRead, Read};

use csv::{ByteRecord, StringRecord};

use super::error::ImportError;
use super::report::{Reason, Remark};
use super::values::fold;

/// Bytes of a record beyond which its quotes must be broken.
const LARGEST_RECORD: usize = 256 << 10;

/// The names of the columns.
pub(crate) struct Header {
    names: Vec<String>,
    by_folded_name: HashMap<String, usize>,
}

impl Header {
    pub(crate) fn new(record: &StringRecord) -> Self {
        let names: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
        let mut by_folded_name = HashMap::new();
        for (position, name) in names.iter().enumerate() {
            by_folded_name.entry(fold(name)).or_insert(position);
        }
        Self {
            names,
            by_folded_name,
        }
    }

    /// Position of a column. Case, accents and punctuation do not count; a name that ends with
    /// `*` stands for any column that begins so.
    pub(crate) fn at(&self, name: &str) -> Option<usize> {
        if let Some(start) = name.strip_suffix('*') {
            let start = fold(start);
            return self
                .names
                .iter()
                .position(|known| fold(known).starts_with(&start));
        }
        self.by_folded_name.get(&fold(name)).copied()
    }

    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    pub(crate) fn name(&self, position: Option<usize>) -> &str {
        position
            .and_then(|at| self.names.get(at))
            .map_or("", String::as_str)
    }
}

enum Rows<'a> {
    Text(Box<csv::Reader<Box<dyn Read + 'a>>>),
    Sheet {
        rows: std::vec::IntoIter<StringRecord>,
        line: u64,
    },
}

/// A table being read.
pub(crate) struct Table<'a> {
    pub(crate) header: Header,
    rows: Rows<'a>,
    bytes: ByteRecord,
}

/// One row of a table, or why it cannot be read.
pub(crate) enum Row {
    /// Its line and its cells.
    Cells(u64, StringRecord),
    /// Put aside.
    Bad(Remark),
}

impl<'a> Table<'a> {
    /// A table as text; the delimiter is the one the header uses most.
    pub(crate) fn text(mut input: Box<dyn BufRead + 'a>) -> Result<Self, ImportError> {
        let delimiter = delimiter(input.fill_buf()?);
        let input: Box<dyn Read + 'a> = Box::new(input);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(input);
        let mut bytes = ByteRecord::new();
        if !reader.read_byte_record(&mut bytes).map_err(io_error)? {
            return Err(ImportError::Empty);
        }
        let names: Vec<_> = bytes.iter().map(String::from_utf8_lossy).collect();
        let header = Header::new(&StringRecord::from(names));
        Ok(Self {
            header,
            rows: Rows::Text(Box::new(reader)),
            bytes,
        })
    }

    /// A sheet of a workbook.
    pub(crate) fn sheet(header: &StringRecord, rows: std::vec::IntoIter<StringRecord>) -> Self {
        Self {
            header: Header::new(header),
            rows: Rows::Sheet { rows, line: 1 },
            bytes: ByteRecord::new(),
        }
    }

    /// The next row; empty lines are passed over.
    pub(crate) fn next_row(&mut self) -> Result<Option<Row>, ImportError> {
        let (line, read) = match &mut self.rows {
            Rows::Sheet { rows, line } => {
                let Some(record) = rows.next() else {
                    return Ok(None);
                };
                *line += 1;
                (*line, Ok(record))
            }
            Rows::Text(reader) => {
                if !reader.read_byte_record(&mut self.bytes).map_err(io_error)? {
                    return Ok(None);
                }
                let line = self.bytes.position().map_or(0, csv::Position::line);
                if self.bytes.as_slice().len() > LARGEST_RECORD {
                    return Err(ImportError::OpenQuote { line });
                }
                (line, StringRecord::from_byte_record(self.bytes.clone()))
            }
        };
        let remark = |value: &str, reason| Ok(Some(Row::Bad(Remark::new(line, "", value, reason))));
        match read {
            Err(error) => {
                let bytes = error.into_byte_record();
                remark(
                    &String::from_utf8_lossy(bytes.as_slice()),
                    Reason::InvalidUtf8,
                )
            }
            Ok(record) if record.len() != self.header.names.len() => remark(
                &record.iter().collect::<Vec<_>>().join(" | "),
                Reason::FieldCount,
            ),
            Ok(record) => Ok(Some(Row::Cells(line, record))),
        }
    }
}

/// The cell of a column, trimmed; empty when there is no such column.
pub(crate) fn cell(record: &StringRecord, position: Option<usize>) -> &str {
    position.and_then(|at| record.get(at)).map_or("", str::trim)
}

fn delimiter(start: &[u8]) -> u8 {
    let mut counts = [(b'\t', 0_usize), (b';', 0), (b',', 0)];
    let mut is_quoted = false;
    for &byte in start {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            _ if is_quoted => {}
            _ => {
                if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == byte) {
                    *count += 1;
                }
            }
        }
    }
    // the first of equals wins: a header without any delimiter reads as one column
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(byte, _)| *byte)
}

fn io_error(error: csv::Error) -> ImportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ImportError::Io(error),
        other => ImportError::Io(std::io::Error::other(format!("{other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &[u8]) -> Table<'_> {
        Table::text(Box::new(text)).ok().unwrap()
    }

    #[test]
    fn the_delimiter_is_the_one_of_the_header() {
        for (header, expected) in [
            ("a\tb\tc, d\n", b'\t'),
            ("a;b;\"c,d,e,f\"\n", b';'),
            ("a,b\n1;2;3;4\n", b','),
            ("alone\n", b'\t'),
        ] {
            assert_eq!(delimiter(header.as_bytes()), expected, "{header}");
        }
    }

    #[test]
    fn columns_are_found_by_name_whatever_their_dress() {
        let table = table("Code_INSEE ; Périodes d'entrée;session--<no>\n".as_bytes());
        assert_eq!(table.header.at("code insee"), Some(0));
        assert_eq!(table.header.at("periodes d entree"), Some(1));
        assert_eq!(table.header.at("session*"), Some(2));
        assert_eq!(table.header.at("absent"), None);
    }

    #[test]
    fn a_bad_line_is_put_aside_and_the_next_one_read() {
        let mut table = table(b"a,b\n1,2\n\xff,3\n4\n\"x\ny\",5\n");
        let mut seen = Vec::new();
        while let Some(row) = table.next_row().unwrap() {
            seen.push(match row {
                Row::Cells(line, record) => format!("{line}:{}", record.len()),
                Row::Bad(remark) => format!("{}:{:?}", remark.line, remark.reason),
            });
        }
        assert_eq!(seen, ["2:2", "3:InvalidUtf8", "4:FieldCount", "5:2"]);
    }
}
