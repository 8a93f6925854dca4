"""The paper: every sheet drawn to the millimetre with ReportLab."""
