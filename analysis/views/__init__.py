"""What is shown of an article: one module for each question, with its sections, tables and charts.

A section works for any article; where it does not apply, it says so in a sentence. `analysis.workbook` hands all of
them to notebooks.
"""
