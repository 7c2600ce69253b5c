//! What a file is, by its first bytes: gz, workbook, JSON, or a table as text.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use csv::StringRecord;
use flate2::bufread::MultiGzDecoder;

use super::error::ImportError;
use super::table::Table;

/// Largest workbook read, in bytes: workbooks must be held whole.
const LARGEST_WORKBOOK: u64 = 512 << 20;
const BUFFER: usize = 64 << 10;

/// An opened file.
pub(crate) enum Source<'a> {
    /// Lines with delimiters.
    Text(Box<dyn BufRead + 'a>),
    /// A workbook's bytes.
    Workbook(Vec<u8>),
    /// JSON.
    Json(Box<dyn BufRead + 'a>),
}

impl<'a> Source<'a> {
    /// Looks at the first bytes; unpacks gz.
    pub(crate) fn open(input: impl Read + 'a) -> Result<Self, ImportError> {
        let mut buffered = BufReader::with_capacity(BUFFER, input);
        if filled(&mut buffered)?.starts_with(&[0x1f, 0x8b]) {
            let unpacked = MultiGzDecoder::new(buffered);
            return Self::plain(BufReader::with_capacity(BUFFER, unpacked));
        }
        Self::plain(buffered)
    }

    fn plain(mut input: impl BufRead + 'a) -> Result<Self, ImportError> {
        let start = filled(&mut input)?;
        if start.starts_with(b"PK\x03\x04") {
            let mut bytes = Vec::new();
            input.take(LARGEST_WORKBOOK).read_to_end(&mut bytes)?;
            return Ok(Self::Workbook(bytes));
        }
        if start.starts_with(&[0xef, 0xbb, 0xbf]) {
            input.consume(3);
        }
        let first = filled(&mut input)?
            .iter()
            .find(|byte| !byte.is_ascii_whitespace());
        match first {
            None => Err(ImportError::Empty),
            Some(b'[' | b'{') => Ok(Self::Json(Box::new(input))),
            Some(_) => Ok(Self::Text(Box::new(input))),
        }
    }

    /// The file as a table.
    pub(crate) fn table(self) -> Result<Table<'a>, ImportError> {
        match self {
            Self::Text(input) => Table::text(input),
            Self::Workbook(bytes) => {
                let mut rows = workbook_rows(bytes)?.into_iter();
                let header = rows.next().ok_or(ImportError::Empty)?;
                Ok(Table::sheet(&header, rows))
            }
            Self::Json(_) => Err(ImportError::Json("a table was expected here".to_owned())),
        }
    }
}

/// The buffer, filled with what comes first (an interrupted read is tried again).
fn filled(input: &mut impl BufRead) -> io::Result<&[u8]> {
    loop {
        match input.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    input.fill_buf()
}

/// Rows of the first sheet; whole numbers lose their decimals, empty rows are kept.
fn workbook_rows(bytes: Vec<u8>) -> Result<Vec<StringRecord>, ImportError> {
    let broken = |error: calamine::XlsxError| ImportError::Workbook(error.to_string());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheet = match workbook.worksheet_range_at(0) {
        None => return Err(ImportError::Empty),
        Some(sheet) => sheet.map_err(broken)?,
    };
    Ok(sheet
        .rows()
        .map(|row| row.iter().map(cell_text).collect::<Vec<_>>().into())
        .collect())
}

fn cell_text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}
