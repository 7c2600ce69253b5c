-- tables follow
SELECT 1;
