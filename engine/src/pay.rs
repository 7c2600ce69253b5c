//! The least pay of an apprentice: gross and an estimate of what reaches the bank account.
//!
//! Every rate is dated and carries its legal source. Branch agreements may pay more; they are not
//! in here. Contracts signed before 1 March 2025 had larger exemptions and are not computed.
//! The public simulator of the Urssaf rules is the oracle (`tests/it/pay.rs`).

use jiff::civil::{Date, date};

/// SMIC by date: first day, euro cents an hour (metropolitan France and overseas but Mayotte).
const SMIC: [(Date, u32); 3] = [
    // Décret n° 2024-951
    (date(2024, 11, 1), 1188),
    // Décret n° 2025-1228
    (date(2026, 1, 1), 1202),
    // follows prices: Code du travail, L3231-5
    (date(2026, 6, 1), 1231),
];

/// Legal working time: 35 hours × 52 weeks / 12 months, as a fraction (Code du travail, L3121-27).
const MONTHLY_HOURS: (u64, u64) = (35 * 52, 12);

/// What an employee pays on the part of the pay above the exemption, in hundred-thousandths:
/// old age 6.90 % + 0.40 %, complementary pension 3.15 %, general balance 0.86 %
/// (Code de la sécurité sociale, D242-4; ANI du 17 novembre 2017).
const CONTRIBUTIONS: u64 = 11_310;
/// CSG and CRDS, in hundred-thousandths (Code de la sécurité sociale, L136-8).
const CSG_CRDS: u64 = 9_700;
/// Share of the pay on which CSG and CRDS are counted (Code de la sécurité sociale, L136-2).
const CSG_BASE: u64 = 98_250;
/// Share of the SMIC free of contributions, CSG and CRDS for contracts signed since 1 March 2025
/// (Code du travail, L6243-2; loi n° 2025-199 du 28 février 2025, art. 22), in hundredths.
const EXEMPT_SMIC_SHARE: u64 = 50;
/// Usual half of the firm's health cover, in cents a month (Code de la sécurité sociale, L911-7:
/// the employer pays at least the other half).
const HEALTH_COVER: u64 = 2_000;

const ONE: u64 = 100_000;

/// Ages between which the least pay changes (Code du travail, D6222-26).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PayBand {
    Under18,
    From18To20,
    From21To25,
    From26,
}

/// A month of pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pay {
    /// Percentage of the SMIC.
    pub percent: u32,
    /// Gross, in whole euros a month.
    pub gross: u32,
    /// Paid before income tax, in cents a month, once contributions and half of an ordinary health
    /// cover (20 €) are taken.
    pub net_cents: u32,
}

impl Pay {
    /// Paid before income tax, in whole euros a month.
    pub fn net(self) -> u32 {
        (self.net_cents + 50) / 100
    }
}

impl PayBand {
    /// All of them, youngest first.
    pub const ALL: [Self; 4] = [
        Self::Under18,
        Self::From18To20,
        Self::From21To25,
        Self::From26,
    ];

    /// The band of an age in years.
    pub fn of(age: u8) -> Self {
        match age {
            ..18 => Self::Under18,
            18..21 => Self::From18To20,
            21..26 => Self::From21To25,
            26.. => Self::From26,
        }
    }

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

/// Since when the SMIC of that day holds.
pub fn smic_since(today: Date) -> Date {
    smic(today).0
}

fn smic(today: Date) -> (Date, u32) {
    SMIC.iter()
        .rev()
        .find(|(since, _)| *since <= today)
        .copied()
        .unwrap_or(SMIC[0])
}

/// Least pay of a full month on that day, in that year of a contract signed since March 2025.
pub fn least(band: PayBand, year: u8, today: Date) -> Pay {
    let percent = band.percent(year);
    let (hours, months) = MONTHLY_HOURS;
    let smic_cents = u64::from(smic(today).1) * hours;
    // in hundredths of a cent × months, so that rounding happens once
    let gross = div_round(smic_cents * u64::from(percent), 100 * 100 * months);
    let exempt = smic_cents * EXEMPT_SMIC_SHARE / 100 / months;
    let above = (gross * 100).saturating_sub(exempt);
    let csg = if above == 0 {
        0
    } else {
        div_round((above * CSG_BASE / ONE + HEALTH_COVER) * CSG_CRDS, ONE)
    };
    let taken = HEALTH_COVER + csg + div_round(above * CONTRIBUTIONS, ONE);
    Pay {
        percent,
        gross: u32::try_from(gross).unwrap_or(u32::MAX),
        net_cents: u32::try_from((gross * 100).saturating_sub(taken)).unwrap_or(u32::MAX),
    }
}

fn div_round(value: u64, by: u64) -> u64 {
    (value + by / 2) / by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_meet_without_a_gap() {
        let bands: Vec<PayBand> = (14..40).map(PayBand::of).collect();
        assert_eq!(bands[3], PayBand::Under18);
        assert_eq!(bands[4], PayBand::From18To20);
        assert_eq!(bands[7], PayBand::From21To25);
        assert_eq!(bands[12], PayBand::From26);
    }

    #[test]
    fn pay_never_falls_with_age_or_year() {
        let day = date(2026, 9, 1);
        for year in 1..=3 {
            let nets: Vec<u32> = PayBand::ALL
                .iter()
                .map(|band| least(*band, year, day).net_cents)
                .collect();
            assert!(nets.is_sorted(), "{nets:?}");
        }
        for band in PayBand::ALL {
            assert!(least(band, 1, day).net_cents <= least(band, 2, day).net_cents);
            assert!(least(band, 2, day).net_cents <= least(band, 3, day).net_cents);
        }
    }

    #[test]
    fn nothing_is_taken_up_to_half_the_smic_but_the_health_cover() {
        let pay = least(PayBand::Under18, 1, date(2026, 9, 1));
        assert_eq!((pay.gross, pay.net_cents), (504, 48_400));
    }
}
