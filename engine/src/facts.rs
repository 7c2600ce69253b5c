//! Figures said to young people, each dated and with the law it comes from. A sentence that needs a
//! figure takes it from here; nothing is written twice.

use jiff::civil::{Date, date};

/// A figure with its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// The figure.
    pub value: u32,
    /// The law or decision it comes from.
    pub source: &'static str,
}

/// Least age to sign, in years; 15 once the 3e is finished.
pub const AGE_MINIMUM: Fact = Fact {
    value: 16,
    source: "Code du travail, L6222-1",
};
/// Greatest age to sign, in years; a few situations go beyond.
pub const AGE_MAXIMUM: Fact = Fact {
    value: 29,
    source: "Code du travail, L6222-1 and L6222-2",
};
/// Least length of the contract, in months.
pub const CONTRACT_MINIMUM_MONTHS: Fact = Fact {
    value: 6,
    source: "Code du travail, L6222-7-1 and L6211-2",
};
/// Greatest length of the contract, in months; 48 for disabled apprentices.
pub const CONTRACT_MAXIMUM_MONTHS: Fact = Fact {
    value: 36,
    source: "Code du travail, L6222-7-1",
};
/// Days in the firm, consecutive or not, during which either side may leave freely.
pub const FREE_BREAK_DAYS: Fact = Fact {
    value: 45,
    source: "Code du travail, L6222-18",
};
/// Weeks of paid leave a year.
pub const PAID_LEAVE_WEEKS: Fact = Fact {
    value: 5,
    source: "Code du travail, L3141-3",
};
/// Working days of leave to prepare the exam.
pub const EXAM_LEAVE_DAYS: Fact = Fact {
    value: 5,
    source: "Code du travail, L6222-35",
};
/// Months that a training may begin before an employer is found.
pub const MONTHS_WITHOUT_EMPLOYER: Fact = Fact {
    value: 3,
    source: "Code du travail, L6222-12-1",
};

/// SMIC by date: first day, euro cents an hour.
const SMIC: [(Date, u32); 1] = [(date(2026, 6, 1), 1231)];
/// Legal monthly hours, in thousandths: 35 h × 52 / 12.
const MONTHLY_HOURS_THOUSANDTHS: u32 = 151_667;

/// Gross hourly SMIC in euro cents on that day (the oldest known before it).
pub fn smic(today: Date) -> u32 {
    smic_entry(today).1
}

/// "juin 2026": since when that SMIC holds.
pub fn smic_since(today: Date) -> String {
    let since = smic_entry(today).0;
    format!("{} {}", crate::french::month(since), since.year())
}

fn smic_entry(today: Date) -> (Date, u32) {
    SMIC.iter()
        .rev()
        .find(|(since, _)| *since <= today)
        .copied()
        .unwrap_or(SMIC[0])
}

/// Ages between which the least pay changes (Code du travail, D6222-26).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PayBand {
    Under18,
    From18To20,
    From21To25,
    From26,
}

impl PayBand {
    /// "moins de 18 ans".
    pub fn label(self) -> &'static str {
        match self {
            Self::Under18 => "moins de 18 ans",
            Self::From18To20 => "18-20 ans",
            Self::From21To25 => "21-25 ans",
            Self::From26 => "26 ans et plus",
        }
    }

    /// Percentage of the SMIC in that year of the contract, 1 to 3 (Code du travail, D6222-26).
    pub fn percent(self, year: u8) -> u32 {
        let years = match self {
            Self::Under18 => [27, 39, 55],
            Self::From18To20 => [43, 51, 67],
            Self::From21To25 => [53, 61, 78],
            Self::From26 => [100, 100, 100],
        };
        years[usize::from(year.clamp(1, 3)) - 1]
    }
}

/// Least gross pay a month, in whole euros, for an hourly SMIC in cents.
pub fn least_pay(band: PayBand, year: u8, smic_cents: u32) -> u32 {
    let monthly = u64::from(smic_cents) * u64::from(MONTHLY_HOURS_THOUSANDTHS);
    let cents_thousandths = monthly * u64::from(band.percent(year)) / 100;
    u32::try_from((cents_thousandths + 50_000) / 100_000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn least_pay_equals_the_public_simulator() {
        let smic = smic(date(2026, 9, 1));
        let cases = [
            (PayBand::Under18, [504, 728, 1027]),
            (PayBand::From18To20, [803, 952, 1251]),
            (PayBand::From21To25, [990, 1139, 1456]),
            (PayBand::From26, [1867, 1867, 1867]),
        ];
        for (band, years) in cases {
            for (year, euros) in (1..).zip(years) {
                assert_eq!(least_pay(band, year, smic), euros, "{band:?} year {year}");
            }
        }
    }
}
