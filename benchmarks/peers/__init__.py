"""The same jobs by what showrooms use otherwise: a business server, and a workbook."""
