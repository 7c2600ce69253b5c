// The field of every page where one writes to Tandem: Enter sends, Shift + Enter makes a new line.

document.getElementById("texte").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (event.target.value.trim()) event.target.form.requestSubmit();
});
