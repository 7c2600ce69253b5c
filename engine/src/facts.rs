//! Figures said to young people, each dated and with the law it comes from. A sentence that needs a
//! figure takes it from here; nothing is written twice.

/// A figure with its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// The figure.
    pub value: u32,
    /// The law or decision it comes from.
    pub source: &'static str,
}

const fn fact(value: u32, source: &'static str) -> Fact {
    Fact { value, source }
}

/// Least age to sign, in years; 15 once the 3e is finished.
pub const AGE_MINIMUM: Fact = fact(16, "Code du travail, L6222-1");
/// Greatest age to sign, in years; a few situations go beyond.
pub const AGE_MAXIMUM: Fact = fact(29, "Code du travail, L6222-1 and L6222-2");
/// Least length of the contract, in months.
pub const CONTRACT_MINIMUM_MONTHS: Fact = fact(6, "Code du travail, L6222-7-1 and L6211-2");
/// Greatest length of the contract, in months; 48 for disabled apprentices.
pub const CONTRACT_MAXIMUM_MONTHS: Fact = fact(36, "Code du travail, L6222-7-1");
/// Days in the firm, consecutive or not, during which either side may leave freely.
pub const FREE_BREAK_DAYS: Fact = fact(45, "Code du travail, L6222-18");
/// Weeks of paid leave a year.
pub const PAID_LEAVE_WEEKS: Fact = fact(5, "Code du travail, L3141-3");
/// Working days of leave to prepare the exam.
pub const EXAM_LEAVE_DAYS: Fact = fact(5, "Code du travail, L6222-35");
/// Months that a training may begin before an employer is found.
pub const MONTHS_WITHOUT_EMPLOYER: Fact = fact(3, "Code du travail, L6222-12-1");
